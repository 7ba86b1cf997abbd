/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import java.util.Comparator;

/**
 * A damaged file.
 *
 * @param file  its path below the log's address
 * @param first the first entry that suffers
 * @param end   the first entry after those that suffer; the same as {@code first} where none does
 * @param what  what is wrong with it
 */
public record Finding(Kind kind, String file, long first, long end, String what) {

    /** What kind of file it is, in the order in which a reader would want to hear of them. */
    public enum Kind {
        /** The checkpoint, or what the log says about itself. */
        LOG,
        DATA_TILE,
        HASH_TILE,
        ISSUER,
        /** An early, shorter form of a tile. */
        PARTIAL_TILE,
        /** Derived from the entries: whoever writes to the log makes it again. */
        INDEX
    }

    /** What concerns all of the log first, then by entries. */
    static final Comparator<Finding> ORDER = Comparator.comparing((Finding it) -> it.kind() != Kind.LOG)
            .thenComparingLong(Finding::first)
            .thenComparing(Finding::kind)
            .thenComparing(Finding::file);

    /** This finding and another one about the same file. */
    Finding with(Finding other) {
        if (first == end || other.first == other.end) {
            return first == end ? other : this;
        }
        var told = first <= other.first ? this : other;
        return new Finding(kind, file, Math.min(first, other.first), Math.max(end, other.end), told.what);
    }
}
