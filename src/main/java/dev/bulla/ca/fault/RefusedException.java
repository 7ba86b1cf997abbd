/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

import org.jspecify.annotations.Nullable;

/**
 * A request is turned away. The sentence goes to the requester, the message to the operator's log.
 *
 * <p>It carries no stack trace: refusing is ordinary work, and an attacker can cause it at will.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final String sentence;

    public RefusedException(Refusal refusal, String detail) {
        this(refusal, refusal.sentence(), detail, null);
    }

    public RefusedException(Refusal refusal, String detail, Throwable cause) {
        this(refusal, refusal.sentence(), detail, cause);
    }

    private RefusedException(Refusal refusal, String sentence, String detail, @Nullable Throwable cause) {
        super(detail, cause, true, false);
        this.refusal = refusal;
        this.sentence = sentence;
    }

    /** A refusal whose sentence says more than the usual one, where the contract wants it so. */
    public static RefusedException saying(Refusal refusal, String sentence) {
        return new RefusedException(refusal, sentence, sentence, null);
    }

    public Refusal refusal() {
        return refusal;
    }

    public String sentence() {
        return sentence;
    }
}
