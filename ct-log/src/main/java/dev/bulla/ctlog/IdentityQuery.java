/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.identity.IdentityPattern;
import dev.bulla.ctlog.read.IdentitySearch;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which entries of a log somebody looks for.
 *
 * @param since  entries of this time or later
 * @param until  and before this one
 * @param before entries before this index: what an answer named as the next ones
 * @param limit  so many of them, the newest ones
 */
public record IdentityQuery(
        Wanted wanted, Optional<Instant> since, Optional<Instant> until, OptionalLong before, int limit) {
    /** More an answer never has; the next question goes on where it ends. */
    public static final int LARGEST_LIMIT = 1000;

    public static final int USUAL_LIMIT = 100;

    private static final int LONGEST_TEXT = 8192;

    public IdentityQuery {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("the limit must be from 1 to " + LARGEST_LIMIT);
        }
        if (before.isPresent() && before.getAsLong() < 0) {
            throw new IllegalArgumentException("an index is not below 0");
        }
    }

    /**
     * Whom the entries are to speak for.
     *
     * @param text     as it stands in the certificate; capitals matter
     * @param isPrefix whether it may go on
     */
    public record Wanted(IdentityKind kind, String text, boolean isPrefix) {
        public Wanted {
            if (text.length() > LONGEST_TEXT) {
                throw new IllegalArgumentException("the " + kind.label() + " is longer than " + LONGEST_TEXT);
            }
            if (text.isEmpty() && !isPrefix) {
                throw new IllegalArgumentException("the " + kind.label() + " is empty");
            }
        }

        /** The kind, and no more: identities are personal and do not belong in a log line. */
        @Override
        public String toString() {
            return kind.label();
        }
    }

    IdentitySearch.Question question() {
        return new IdentitySearch.Question(
                new IdentityPattern(wanted.kind().inside(), wanted.text(), wanted.isPrefix()),
                millis(since),
                millis(until),
                before.orElse(Long.MAX_VALUE),
                limit);
    }

    /** What was before 1970 comes to the same as 1970. A part of a millisecond counts as a whole one: no entry lies within. */
    private static long millis(Optional<Instant> time) {
        return time.map(it -> Math.max(0, it.plusNanos(999_999).toEpochMilli())).orElse(IdentitySearch.ANY_TIME);
    }
}
