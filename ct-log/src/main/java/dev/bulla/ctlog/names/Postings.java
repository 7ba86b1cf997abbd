/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.names;

import dev.bulla.ctlog.index.Span;

/** The entries of one term in a run, from the newest to the oldest. */
final class Postings {
    private final RunBytes differences;
    private final long start;
    private long last;

    Postings(Span span, RunBytes differences) {
        this.differences = differences;
        this.start = span.start();
        this.last = span.end();
    }

    boolean hasNext() {
        return !differences.atEnd();
    }

    long next() {
        var step = differences.number();
        if (step == 0 || step > last - start) {
            throw new DamagedNamesException("an entry that the run is not about");
        }
        last -= step;
        return last;
    }
}
