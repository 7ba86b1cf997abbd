/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.read.IdentitySearch;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a search has found, the newest entry first.
 *
 * @param next what to ask for as {@code before} to get older ones; nothing if there are no more
 * @param size how many entries the log had
 */
public record FoundEntries(List<FoundEntry> entries, OptionalLong next, long size) {
    public FoundEntries {
        entries = List.copyOf(entries);
    }

    static FoundEntries of(IdentitySearch.Page page) {
        return new FoundEntries(page.found().stream().map(FoundEntry::of).toList(), page.next(), page.size());
    }
}
