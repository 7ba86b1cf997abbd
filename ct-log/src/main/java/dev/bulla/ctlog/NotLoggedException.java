/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

/** The log makes no promise for an entry. */
public final class NotLoggedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why there is no promise. */
    public enum Reason {
        /** The submission is not one that this log takes: the same one will never be. */
        REFUSED,
        /** Too many are waiting. The same one may be taken a moment later. */
        BUSY,
        /** The log takes nothing in until its trouble is over, which others are told of. */
        STOPPED,
        /** It takes longer than the submitter wanted to wait. */
        TIMED_OUT,
        /** The entry may be in the log or not: only a new start can tell. */
        OUTCOME_UNKNOWN
    }

    NotLoggedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    NotLoggedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
