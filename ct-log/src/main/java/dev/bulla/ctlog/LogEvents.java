/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Duration;

/** Who wants to know how a log fares. A port: metrics and alarms stand behind it. Calls must be quick and must not throw. */
public interface LogEvents {

    /** For whoever sees in the answers of the log itself how it fares. */
    LogEvents IGNORED = new IgnoredEvents();

    /** What one may be told of that should not be. */
    enum Trouble {
        /** The clock shows a time that the log has already left behind. */
        CLOCK_BEHIND,
        /** There is no room for the journal, or less room than must be free. */
        NO_ROOM,
        /** A write failed, so nobody knows what the disk holds. Over after a new start. */
        OUTCOME_UNKNOWN,
        /** The same computed twice was not the same. Over after a new start, on a sound machine. */
        MISMATCH,
        /** A witness has signed a tree of ours that this one does not go on from. Over when it signs this one. */
        CONTRADICTED,
        /** For longer than is bearable too few witnesses have signed. Promises are not in danger. */
        NOT_WITNESSED,
        /** The published files lag behind. Promises are not in danger. */
        PUBLISHING_FAILS,
        /** A reader asked for what cannot be read. */
        READING_FAILS
    }

    /** The start waits until another process does not write to the log any more, which can last. */
    void waits(String forWhat);

    /**
     * A batch is durable and can be read.
     *
     * @param building encoding and hashing, twice
     * @param writing  until it was durable
     */
    void committed(int entries, Duration building, Duration writing);

    /** The entry at this index is in the log, and whoever submitted it had given up before its promise came. */
    void orphaned(long index);

    /** The published files have the log up to this size. */
    void published(long size);

    /**
     * A witness was asked.
     *
     * @param witness its name in the policy
     * @param outcome one of a few words
     */
    void witnessAsked(String witness, String outcome, Duration took);

    void troubled(Trouble what, String detail);

    void over(Trouble what);
}
