/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import org.jspecify.annotations.Nullable;

/** This machine gives us no token. The message says what was looked for, or what to change. */
public final class NoTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    NoTokenException(String message) {
        super(message);
    }

    NoTokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
