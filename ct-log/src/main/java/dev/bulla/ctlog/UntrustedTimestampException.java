/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.Serial;

/** A timestamp is not what the expected log promised for the expected entry. */
public final class UntrustedTimestampException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UntrustedTimestampException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong with the timestamp. */
    public Reason reason() {
        return reason;
    }

    /** The checks in their order: the first that fails is the reason. */
    public enum Reason {
        /** It is of a version of which we do not know what is signed. */
        UNKNOWN_VERSION,
        /** It names another log than the one whose key was asked. */
        OTHER_LOG,
        /** It claims another signature or hash algorithm than that of the log's key. */
        WRONG_ALGORITHM,
        /** Its signature does not cover this entry at this time, or was made by another key. */
        BAD_SIGNATURE
    }
}
