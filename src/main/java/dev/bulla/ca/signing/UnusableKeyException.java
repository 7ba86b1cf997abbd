/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import org.jspecify.annotations.Nullable;

/**
 * A key or a chain that cannot be used. The message says what was found, in the words of the original where it
 * has some, and what to do about it.
 */
public final class UnusableKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String finding;
    private final String advice;

    public UnusableKeyException(String finding, String advice) {
        this(finding, advice, null);
    }

    public UnusableKeyException(String finding, String advice, @Nullable Throwable cause) {
        super(finding + " (" + advice + ")", cause);
        this.finding = finding;
        this.advice = advice;
    }

    /** The same, with the name of what it is about in front. */
    public UnusableKeyException about(String what) {
        return new UnusableKeyException(what + ": " + finding, advice, this);
    }

    /** What was found, without the advice. */
    public String finding() {
        return finding;
    }
}
