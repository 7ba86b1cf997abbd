/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.identity.IdentityPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks an index as a search does: each candidate is looked at, and what is too young is looked through. */
final class Asking {
    private Asking() {}

    static List<Long> newestFirst(NameIndex index, MadeUpEntries entries, IdentityPattern pattern, long from, long to) {
        var view = index.view();
        var found = entries.newestFirst(pattern, Math.max(from, view.end()), to);
        var candidates = new ArrayList<Long>();
        view.newestFirst(pattern, from, to, candidates::add);
        assertThat(candidates)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one))
                .doesNotHaveDuplicates();
        candidates.stream()
                .filter(at -> entries.of(at).stream().anyMatch(pattern::matches))
                .forEach(found::add);
        return found;
    }

    /** Until there is nothing left to do. */
    static void settle(NameIndex index, long size, MadeUpEntries entries) throws IOException {
        while (!index.settle(size, entries)) {
            Thread.onSpinWait();
        }
    }
}
