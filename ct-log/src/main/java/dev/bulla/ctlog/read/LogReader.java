/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.LogEntry;
import dev.bulla.ctlog.codec.TileLeaf;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.index.LogIndex;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Proofs;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Place;
import dev.bulla.ctlog.sequence.Snapshot;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads the log in the process that keeps it. For many threads. Each answer is of the moment of its question. */
public final class LogReader {
    private final Supplier<Snapshot> snapshots;
    private final StoredTiles stored;
    private final LogIndex index;
    private final Provider provider;

    /**
     * @param provider hashes
     */
    public LogReader(Supplier<Snapshot> snapshots, StoredTiles stored, LogIndex index, Provider provider) {
        this.snapshots = snapshots;
        this.stored = stored;
        this.index = index;
        this.provider = provider;
    }

    public TreeHead head() {
        return snapshots.get().head();
    }

    /** The entry at an index, as the log keeps it. */
    public TileLeaf entry(long at) {
        var view = view();
        Objects.checkIndex(at, view.size());
        return parsed(view.entry(at));
    }

    /** Shows that the entry at an index is in the tree of a size. */
    public List<Hash> inclusion(long at, long size) {
        return inclusion(view(), at, size);
    }

    /** Shows that a tree is the beginning of a later one. */
    public List<Hash> consistency(long first, long second) {
        return consistency(view(), first, second);
    }

    /** Where the leaf with this hash stands; the first place, if there are several. */
    public OptionalLong find(Hash leaf) {
        return find(view(), leaf);
    }

    /** Where a submission stands that is the same as this, and since when. */
    public Optional<Place> placeOf(LogEntry entry) {
        var view = view();
        for (var at : index.byIdentity(entry.identity())) {
            if (at < view.size()) {
                var there = parsed(view.entry(at)).entry();
                if (there.entry().equals(entry)) {
                    return Optional.of(new Place(at, there.timestamp()));
                }
            }
        }
        return Optional.empty();
    }

    List<Hash> inclusion(LogView view, long at, long size) {
        Objects.checkFromToIndex(0, size, view.size());
        return Proofs.inclusion(at, size, view, new TreeHasher(provider));
    }

    List<Hash> consistency(LogView view, long first, long second) {
        Objects.checkFromToIndex(0, second, view.size());
        return Proofs.consistency(first, second, view, new TreeHasher(provider));
    }

    OptionalLong find(LogView view, Hash leaf) {
        return Arrays.stream(index.byLeaf(leaf))
                .filter(at -> at < view.size() && view.leaf(at).equals(leaf))
                .findFirst();
    }

    LogView view() {
        return new LogView(snapshots.get(), stored, new TreeHasher(provider));
    }

    StoredTiles stored() {
        return stored;
    }

    static TileLeaf parsed(Bytes entry) {
        return DataTile.parse(entry).leaves().getFirst();
    }
}
