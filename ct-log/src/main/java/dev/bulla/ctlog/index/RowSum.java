/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import dev.bulla.ctlog.merkle.Hash;

/**
 * Stands for the rows of a table in whatever order they are, so that a file can be compared with the log without holding
 * either. It finds accidents and mix-ups; it does not withstand somebody who calculates, and nobody who could write to the
 * index would need to.
 */
public final class RowSum {
    private static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
    private static final long SECOND_FACTOR = 0x94d049bb133111ebL;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private RowSum() {}

    /** What one row adds. */
    public static long of(Hash hash, long index) {
        return of(hash.first(), index);
    }

    static long of(long key, long index) {
        return mixed(key ^ mixed(index + GOLDEN));
    }

    private static long mixed(long value) {
        var once = (value ^ value >>> 30) * FIRST_FACTOR;
        var twice = (once ^ once >>> 27) * SECOND_FACTOR;
        return twice ^ twice >>> 31;
    }
}
