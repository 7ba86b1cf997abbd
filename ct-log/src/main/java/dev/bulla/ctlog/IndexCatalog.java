/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.index.IndexedEntry;
import dev.bulla.ctlog.index.LogIndex;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.read.LogReader;
import dev.bulla.ctlog.sequence.Catalog;
import dev.bulla.ctlog.sequence.Draft;
import dev.bulla.ctlog.sequence.Place;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What the log has, by its index; each hit is read and compared. */
record IndexCatalog(LogIndex index, LogReader reader) implements Catalog {

    /** Where it cannot be read, the submission becomes an entry a second time, which harms nobody. */
    @Override
    public Optional<Place> find(Draft draft) {
        try {
            return reader.placeOf(draft.entry());
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    @Override
    public void add(long at, Hash leaf, Hash identity) {
        index.add(new IndexedEntry(at, leaf, identity));
    }
}
