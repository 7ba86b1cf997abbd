/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

/** What became of one condition. */
public sealed interface Result {

    /** The condition was evaluated. */
    enum Evaluated implements Result {
        MATCHED,
        NOT_MATCHED
    }

    /**
     * The condition could not be evaluated.
     *
     * @param code    one word, fit for logs
     * @param message why, for whoever brought the claims: it may repeat them
     */
    record Failed(String code, String message) implements Result {}
}
