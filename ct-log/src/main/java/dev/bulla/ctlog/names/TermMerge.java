/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import java.util.ArrayList;
import java.util.List;

/** Walks the terms of several neighbouring runs as if they were one. */
final class TermMerge {
    private final List<TermCursor> newestFirst;
    private final boolean[] isPast;
    private Term least = Term.copyOf(new byte[0], 0, 0);

    /** @param runs in the order of their entries */
    TermMerge(List<NameRun> runs) {
        this.newestFirst = runs.reversed().stream().map(NameRun::terms).toList();
        this.isPast = new boolean[runs.size()];
        for (var i = 0; i < isPast.length; i++) {
            isPast[i] = !advance(i);
        }
    }

    /** Goes to the next term, if there is one. */
    boolean next() {
        for (var i = 0; i < isPast.length; i++) {
            if (!isPast[i] && newestFirst.get(i).compareTo(least) == 0) {
                isPast[i] = !advance(i);
            }
        }
        var found = false;
        for (var i = 0; i < isPast.length; i++) {
            if (!isPast[i] && (!found || newestFirst.get(i).compareTo(least) < 0)) {
                least = newestFirst.get(i).term();
                found = true;
            }
        }
        return found;
    }

    Term term() {
        return least;
    }

    /** The term's entries in each run that has any. */
    List<Postings> newestFirst() {
        var parts = new ArrayList<Postings>();
        for (var i = 0; i < isPast.length; i++) {
            if (!isPast[i] && newestFirst.get(i).compareTo(least) == 0) {
                parts.add(newestFirst.get(i).postings());
            }
        }
        return parts;
    }

    private boolean advance(int run) {
        var cursor = newestFirst.get(run);
        if (cursor.atEnd()) {
            return false;
        }
        cursor.next();
        if (cursor.compareTo(least) <= 0) {
            throw new DamagedNamesException("terms that are not in their order");
        }
        return true;
    }
}
