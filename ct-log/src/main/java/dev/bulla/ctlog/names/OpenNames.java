/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.index.Span;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The youngest entries, fewer than make a run, or about to become one. For many threads. */
final class OpenNames {
    private final Span span;
    private final TermHeap terms;
    private long end;
    private Optional<NameRun> filed = Optional.empty();

    /** @param terms for it alone, until it is filed */
    OpenNames(Span span, TermHeap terms) {
        this.span = span;
        this.terms = terms;
        this.end = span.start();
    }

    Span span() {
        return span;
    }

    /** The first entry that is not in it. */
    synchronized long end() {
        return end;
    }

    /** Takes the next entry. */
    synchronized void add(List<Identity> identities) {
        for (var identity : identities) {
            for (var term : Term.of(identity)) {
                terms.add(term, (int) (end - span.start()));
            }
        }
        end++;
    }

    /** Marks the places of the entries whose terms are in some range, or gives the run that they are in by now. */
    synchronized Optional<NameRun> find(List<TermRange> ranges, BitSet found) {
        if (filed.isEmpty()) {
            ranges.forEach(range -> terms.find(range, found));
        }
        return filed;
    }

    synchronized void writeTo(NameRunWriter writer) throws IOException {
        terms.writeTo(writer, span);
    }

    /** From now on whoever still holds this looks into the run. The terms are free for others. */
    synchronized TermHeap filedAs(NameRun run) {
        filed = Optional.of(run);
        terms.clear();
        return terms;
    }
}
