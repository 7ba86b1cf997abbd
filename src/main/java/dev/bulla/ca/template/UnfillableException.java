/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

/**
 * A template that compiles, and values that it cannot be filled with. The sentence names what the template names, and shows
 * no value. There is no stack trace, because whoever chooses the values can cause it at will.
 */
public final class UnfillableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    UnfillableException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
