/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

/** Stops reading a document that unfolds into more than a configuration could need. */
final class TooMuchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    TooMuchException(int line) {
        super("too much at line " + line);
        this.line = line;
    }

    int line() {
        return line;
    }
}
