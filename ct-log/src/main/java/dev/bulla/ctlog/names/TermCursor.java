/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.Span;
import java.lang.foreign.MemorySegment;

/** Walks the terms of a run in their order. Each is written as what it does not share with the one before. */
final class TermCursor {
    private final Span span;
    private final RunBytes terms;
    private final byte[] term = new byte[Term.LONGEST];
    private int length;
    private RunBytes postings;

    /** A cursor before the term at a place, where one stands that shares nothing with the one before. */
    TermCursor(Span span, MemorySegment content, long from, long end) {
        this.span = span;
        this.terms = new RunBytes(content, from, end);
        this.postings = new RunBytes(content, from, from);
    }

    boolean atEnd() {
        return terms.atEnd();
    }

    void next() {
        var shared = terms.number();
        var rest = terms.number();
        if (shared > length || rest == 0 || rest > Term.LONGEST - shared) {
            throw new DamagedNamesException("a term that does not fit the one before");
        }
        terms.copy(rest, term, shared);
        length = shared + rest;
        postings = terms.part(terms.number());
    }

    /** Where the term stands to a range. */
    int side(TermRange range) {
        return range.side(term, length);
    }

    int compareTo(Term other) {
        return -other.compareTo(term, length);
    }

    Term term() {
        return Term.copyOf(term, 0, length);
    }

    Postings postings() {
        return new Postings(span, postings);
    }
}
