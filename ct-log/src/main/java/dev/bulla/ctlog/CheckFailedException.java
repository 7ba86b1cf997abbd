/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.Serial;

/** A log could not be checked, which says nothing about it. The message says what was missing or failed. */
public final class CheckFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    CheckFailedException(String message) {
        super(message);
    }

    CheckFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
