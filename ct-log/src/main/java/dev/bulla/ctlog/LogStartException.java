/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

/** A log that cannot be opened. The message says what was found and what to do. */
public final class LogStartException extends Exception {
    private static final long serialVersionUID = 1L;

    LogStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
