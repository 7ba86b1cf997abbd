/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

/** A number in a token that no double can hold. It carries no stack trace, since a token can cause it. */
final class UnreadableNumberException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableNumberException() {
        super("a claim holds a number beyond the range of doubles", null, false, false);
    }
}
