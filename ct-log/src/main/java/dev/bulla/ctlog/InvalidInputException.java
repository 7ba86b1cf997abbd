/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.MalformedException;
import java.io.Serial;
import java.util.function.Supplier;

/**
 * Bytes from outside are not what they were handed in as. The message names them and what is wrong, and never
 * repeats their content.
 */
public final class InvalidInputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message);
    }

    private InvalidInputException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the reading gives, or this exception with the name of what was read. */
    static <T> T reading(String what, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MalformedException e) {
            throw new InvalidInputException(what + ": " + e.getMessage(), e);
        }
    }
}
