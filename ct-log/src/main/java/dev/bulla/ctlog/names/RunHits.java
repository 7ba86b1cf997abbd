/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.Span;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/** The entries of some terms in a run: those of one as they stand there, those of several as marks, however many. */
final class RunHits implements Consumer<Postings> {
    private final Span span;
    private final BitSet marks = new BitSet();
    private Optional<Postings> first = Optional.empty();
    private int terms;

    RunHits(Span span) {
        this.span = span;
    }

    @Override
    public void accept(Postings postings) {
        terms++;
        if (terms == 1) {
            first = Optional.of(postings);
            return;
        }
        first.ifPresent(this::mark);
        first = Optional.empty();
        mark(postings);
    }

    private void mark(Postings postings) {
        while (postings.hasNext()) {
            marks.set((int) (postings.next() - span.start()));
        }
    }

    /** Whether there is one term, whose entries nobody needs to look at before they are wanted. */
    boolean isSingle() {
        return terms == 1;
    }

    Postings single() {
        return first.orElseThrow();
    }

    BitSet marked() {
        return marks;
    }
}
