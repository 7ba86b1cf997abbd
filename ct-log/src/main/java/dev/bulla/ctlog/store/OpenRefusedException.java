/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

/** The log must not go on from what is there. The message says what was found, where, and what to do. */
public final class OpenRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public OpenRefusedException(String message) {
        super(message);
    }

    public OpenRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
