/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

/** A bundle is not to be relied on. The message is for whoever wanted to. */
public final class UntrustedBundleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Distrust reason;

    UntrustedBundleException(Distrust reason, String message) {
        super(message);
        this.reason = reason;
    }

    UntrustedBundleException(Distrust reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Distrust reason() {
        return reason;
    }
}
