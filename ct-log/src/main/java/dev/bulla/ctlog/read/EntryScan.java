/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.index.EntrySource;
import dev.bulla.ctlog.index.IndexedEntry;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Snapshot;
import java.security.Provider;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The entries of one snapshot in their order, for making an index of them. */
public final class EntryScan implements EntrySource {
    private final Snapshot snapshot;
    private final StoredTiles stored;
    private final Provider provider;

    /** @param provider hashes */
    public EntryScan(Snapshot snapshot, StoredTiles stored, Provider provider) {
        this.snapshot = snapshot;
        this.stored = stored;
        this.provider = provider;
    }

    @Override
    public Iterator<IndexedEntry> from(long index) {
        var hasher = new TreeHasher(provider);
        var view = new LogView(snapshot, stored, hasher);
        return new Iterator<>() {
            private long next = index;

            @Override
            public boolean hasNext() {
                return next < view.size();
            }

            @Override
            public IndexedEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the log has no entry " + next);
                }
                return indexed(next, view.entry(next++), hasher);
            }
        };
    }

    private static IndexedEntry indexed(long index, Bytes entry, TreeHasher hasher) {
        var identity = LogReader.parsed(entry).entry().entry().identity();
        return new IndexedEntry(index, LeafBytes.leafHash(entry, hasher), identity);
    }
}
