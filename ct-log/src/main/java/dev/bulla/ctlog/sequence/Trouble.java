/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

/** Why the log takes nothing in. Readers notice none of it. */
public enum Trouble {
    /** The clock shows a time that the log has already left behind. Over when it has caught up. */
    CLOCK_BEHIND(true),
    /** The disk is full. Over when there is room again. */
    STORE_FULL(true),
    /** Less is free on the disk than must be. Over when there is room again. */
    LOW_SPACE(true),
    /** A witness has signed a tree of ours that this one does not go on from. Over when it signs this one. */
    CONTRADICTED(true),
    /** A write failed, and nobody knows what the disk holds. Over after a new start. */
    OUTCOME_UNKNOWN(false),
    /** Two computations of the same tree differed: memory or processor cannot be relied on. Over after a new start. */
    MISMATCH(false),
    /** The log is being closed. */
    CLOSING(false);

    private final boolean passing;

    Trouble(boolean passing) {
        this.passing = passing;
    }

    /** Whether it can end while the log stays open. */
    public boolean isPassing() {
        return passing;
    }
}
