/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.names.NameIndex;
import dev.bulla.ctlog.names.NamesMissingException;
import dev.bulla.ctlog.read.EntryIdentities;
import dev.bulla.ctlog.read.IdentitySearch;
import dev.bulla.ctlog.read.LogReader;
import dev.bulla.ctlog.read.StoredTiles;
import dev.bulla.ctlog.sequence.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.Provider;

/** Finds entries by whom they speak for, and keeps the index that this needs. For many threads. */
final class IdentityFinder {
    /** In the log's folder. */
    static final String FOLDER = "identities";

    private final Log log;
    private final NameIndex index;
    private final IdentitySearch search;

    /** The log, as far as it is searched. */
    record Log(StoredTiles stored, LogReader reader, Provider provider) {
        EntryIdentities entries(Snapshot snapshot) {
            return new EntryIdentities(snapshot, stored, provider);
        }
    }

    private IdentityFinder(Log log, NameIndex index) {
        this.log = log;
        this.index = index;
        this.search = new IdentitySearch(log.reader(), index);
    }

    /** @param restored the log as it is now */
    static IdentityFinder open(Path folder, Log log, Snapshot restored) throws IOException {
        return new IdentityFinder(log, NameIndex.open(folder.resolve(FOLDER), restored.size(), log.entries(restored)));
    }

    FoundEntries find(IdentityQuery query) {
        try {
            return FoundEntries.of(search.search(query.question()));
        } catch (NamesMissingException e) {
            throw new SearchUnavailableException(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new SearchUnavailableException("the log cannot be read", e);
        }
    }

    /**
     * Takes into the index what the log has now, or a good part of it.
     *
     * @return whether all of it is there
     */
    boolean settle(Snapshot snapshot) throws IOException {
        return index.settle(snapshot.size(), log.entries(snapshot));
    }

    /** How many entries the index has, from the first on. */
    long indexed() {
        return index.view().end();
    }
}
