/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.BatchRecord;
import dev.bulla.ctlog.store.EncodedBatch;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns drafts into the next record, and computes the tree twice: once while it is built, and once from the bytes that will
 * be written. A bit that flips in memory would otherwise make a tree that nobody can ever prove anything about.
 */
final class Assembly {
    private final long epoch;
    private final boolean leafIndex;
    private final TreeHasher hasher;
    private final TreeHasher again;
    private RightEdge edgeAgain;
    private RightEdge candidate;

    /** A record ready to be written, and what follows from it. */
    record Built(EncodedBatch batch, List<Hash> leaves, RightEdge edge) {}

    Assembly(long epoch, boolean leafIndex, Provider provider, RightEdge edge) {
        this.epoch = epoch;
        this.leafIndex = leafIndex;
        this.hasher = new TreeHasher(provider);
        this.again = new TreeHasher(provider);
        this.edgeAgain = edge;
        this.candidate = edge;
    }

    Built build(Snapshot before, List<Pending> cut, long timestamp) {
        var entries = new ArrayList<Bytes>(cut.size());
        var leaves = new ArrayList<Hash>(cut.size());
        var index = before.size();
        for (var pending : cut) {
            var draft = pending.draft();
            var entry = draft.at(new Place(index++, timestamp), leafIndex).encoded();
            entries.add(Bytes.view(entry));
            leaves.add(hasher.leaf(draft.leaf(entry, leafIndex)));
        }
        var edge = before.edge().with(leaves, hasher);
        var record = new BatchRecord(
                epoch,
                before.step().sequence() + 1,
                before.step().record(),
                before.size(),
                timestamp,
                edge.root(hasher),
                entries);
        return new Built(EncodedBatch.of(record, hasher), leaves, edge);
    }

    /** Whether the bytes give the same record and the same tree when everything is computed from them. */
    boolean isConfirmed(Built built) {
        try {
            var record = EncodedBatch.parse(built.batch().encoded(), again).record();
            candidate = edgeAgain.with(LeafHashes.of(record.entries(), again), again);
            return candidate.equals(built.edge())
                    && candidate.root(again).equals(record.root())
                    && record.equals(built.batch().record());
        } catch (MalformedException _) {
            return false;
        }
    }

    /** What was confirmed last is written: the next batch stands on it. */
    void written() {
        edgeAgain = candidate;
    }
}
