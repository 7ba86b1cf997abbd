/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.List;

/**
 * Makes the log of what a start finds: first up to the base, from the tiles at its edge, then record by record. Every hash is
 * computed anew, and what does not fit stops the start.
 */
public final class Recovery {
    private final TreeHasher hasher;
    private final Base base;
    private final TileRows rows;
    private TreeHead head;
    private RightEdge edge;
    private Blocks tail;
    private Snapshot.Step step;

    private Recovery(TreeHasher hasher, Base base, TileRows rows, Blocks tail) {
        this.hasher = hasher;
        this.base = base;
        this.rows = rows;
        this.tail = tail;
        this.edge = base.edge();
        this.head = new TreeHead(base.size(), base.timestamp(), base.root());
        this.step = new Snapshot.Step(base.sequence(), base.record());
    }

    /** The log up to its base. */
    public static Recovery upTo(Base base, Objects objects, TreeHasher hasher)
            throws IOException, OpenRefusedException {
        try {
            var rows = TileRows.read(base.size(), objects);
            var start = base.size() - base.size() % Tile.WIDTH;
            var entries = entries(start, (int) (base.size() - start), objects);
            var leaves = LeafHashes.of(entries, hasher);
            if (!leaves.equals(rows.leaves())
                    || !rows.edge(hasher).equals(base.edge())
                    || !base.edge().root(hasher).equals(base.root())) {
                throw new OpenRefusedException(
                        "the tiles at the log's edge, from entry %d on, are not those of its state: restore the log from a copy that is not older than its anchor"
                                .formatted(start));
            }
            return new Recovery(hasher, base, rows, Blocks.startingAt(start).with(start, entries, leaves));
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    e.getMessage() + ": restore the log from a copy that is not older than its anchor", e);
        }
    }

    private static List<Bytes> entries(long start, int width, Objects objects) throws IOException {
        if (width == 0) {
            return List.of();
        }
        var path = TilePath.ofEntries(new Tile(0, start / Tile.WIDTH, width));
        var entries =
                LeafBytes.split(objects.get(path).orElseThrow(() -> new MalformedException(path + " is missing")));
        if (entries.size() != width) {
            throw new MalformedException(path + " has " + entries.size() + " entries");
        }
        return entries;
    }

    /** The next record of the journal. */
    public void next(EncodedBatch batch) throws OpenRefusedException {
        var record = batch.record();
        try {
            var leaves = LeafHashes.of(record.entries(), hasher);
            edge = edge.with(leaves, hasher);
            if (!edge.root(hasher).equals(record.root())) {
                throw new OpenRefusedException("record " + record.sequence()
                        + " of the journal does not give the tree that it states: restore the log from a copy");
            }
            tail = tail.with(record.firstSize(), record.entries(), leaves);
        } catch (MalformedException e) {
            throw new OpenRefusedException("record " + record.sequence() + " of the journal: " + e.getMessage(), e);
        }
        head = new TreeHead(record.sizeAfter(), record.timestamp(), record.root());
        step = new Snapshot.Step(record.sequence(), batch.hash());
    }

    /** The log as it was when it stopped. */
    public Snapshot snapshot() {
        return new Snapshot(head, edge, tail, step);
    }

    Base base() {
        return base;
    }

    TileRows rows() {
        return rows;
    }
}
