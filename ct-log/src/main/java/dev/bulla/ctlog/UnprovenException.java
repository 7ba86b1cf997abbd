/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.Serial;

/** What a log says about its tree does not hold: whoever finds this must not rely on the log's promise. */
public final class UnprovenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnprovenException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What does not hold. */
    public enum Reason {
        /** The head claims another signature or hash algorithm than that of the log's key. */
        WRONG_ALGORITHM,
        /** The head's signature does not cover it, or was made by another key. */
        BAD_SIGNATURE,
        /** The two heads are of two logs. */
        OTHER_LOG,
        /** The proof does not lead from the entry, at this time and place, to the head. */
        NOT_INCLUDED,
        /** The proof does not show that the one tree is the beginning of the other. */
        NOT_CONSISTENT
    }
}
