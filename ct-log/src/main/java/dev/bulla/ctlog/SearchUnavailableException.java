/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.Serial;

/** The log cannot be searched now: its index is being made, and an answer from a part of it would look like a whole one. */
public final class SearchUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SearchUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
