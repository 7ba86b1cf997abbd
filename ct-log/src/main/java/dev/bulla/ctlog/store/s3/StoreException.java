/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.io.IOException;

/** A request to the store that did not get the answer it was made for. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /** What became of the request. */
    enum Outcome {
        /** It never reached the store. */
        NOT_SENT,
        /** The store will not do it, and has not. */
        REFUSED,
        /** It was done, or was not, or will be yet. */
        UNKNOWN
    }

    StoreException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    StoreException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
