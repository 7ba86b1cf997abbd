/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

/** A request that never gets to the log. It carries no stack trace: strangers can cause it at will. */
final class TurnedAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SubmissionAnswer answer;

    TurnedAwayException(SubmissionAnswer answer) {
        super(answer.word(), null, true, false);
        this.answer = answer;
    }

    static TurnedAwayException malformed(String why) {
        return new TurnedAwayException(SubmissionAnswer.refused(400, "malformed-body", why));
    }

    SubmissionAnswer answer() {
        return answer;
    }
}
