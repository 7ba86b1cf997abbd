/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import org.jspecify.annotations.Nullable;

/** A call ended without a reply. The message names the server and says what happened, for the operator's log. */
public final class NoReplyException extends Exception {
    private static final long serialVersionUID = 1;

    /** How far a call came. */
    public enum Reason {
        /** The name, the connection or the TLS handshake failed: the server has not seen the call. */
        NOT_CONNECTED,
        /** The connection broke, or what came over it is no HTTP. The server may have acted on the call. */
        BROKEN,
        TIMED_OUT,
        TOO_LARGE,
        /** The calling thread was interrupted, and still is. */
        CANCELLED
    }

    private final Reason reason;

    NoReplyException(Reason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
