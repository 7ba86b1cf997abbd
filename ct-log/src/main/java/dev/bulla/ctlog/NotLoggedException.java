/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.admission.RefusedSubmissionException;

/** The log makes no promise for an entry. */
public final class NotLoggedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String word;

    /** Why there is no promise. */
    public enum Reason {
        /** The submission is not one that this log takes: the same one will never be. */
        REFUSED("refused"),
        /** The shard that it belongs to has ended, and takes nothing any more. */
        RETIRED("retired"),
        /** Too many are waiting. The same one may be taken a moment later. */
        BUSY("busy"),
        /** The log takes nothing in until its trouble is over, which others are told of. */
        STOPPED("stopped"),
        /** It takes longer than the submitter wanted to wait. */
        TIMED_OUT("timed-out"),
        /** The entry may be in the log or not: only a new start can tell. */
        OUTCOME_UNKNOWN("outcome-unknown");

        private final String word;

        Reason(String word) {
            this.word = word;
        }
    }

    NotLoggedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.word = reason.word;
    }

    private NotLoggedException(Reason reason) {
        super("the log for certificates that end then has ended");
        this.reason = reason;
        this.word = reason.word;
    }

    private NotLoggedException(String word, String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.REFUSED;
        this.word = word;
    }

    static NotLoggedException refused(RefusedSubmissionException refusal) {
        return new NotLoggedException(refusal.reason().word(), String.valueOf(refusal.getMessage()), refusal);
    }

    static NotLoggedException retired() {
        return new NotLoggedException(Reason.RETIRED);
    }

    public Reason reason() {
        return reason;
    }

    /** The same in a word that never changes; for what is refused it says why. */
    public String word() {
        return word;
    }
}
