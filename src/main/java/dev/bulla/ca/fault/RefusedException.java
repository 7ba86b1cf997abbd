/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request is turned away. The sentence goes to the requester, the message to the operator's log.
 *
 * <p>It carries no stack trace: refusing is ordinary work, and an attacker can cause it at will. Who has more to tell the
 * record than the reason extends it.
 */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final String sentence;
    private final @Nullable Duration wait;

    public RefusedException(Refusal refusal, String detail) {
        this(refusal, refusal.sentence(), detail, null, null);
    }

    public RefusedException(Refusal refusal, String detail, Throwable cause) {
        this(refusal, refusal.sentence(), detail, cause, null);
    }

    protected RefusedException(Refusal refusal, String sentence, String detail) {
        this(refusal, sentence, detail, null, null);
    }

    private RefusedException(
            Refusal refusal, String sentence, String detail, @Nullable Throwable cause, @Nullable Duration wait) {
        super(detail, cause, true, false);
        this.refusal = refusal;
        this.sentence = sentence;
        this.wait = wait;
    }

    /** A refusal whose sentence says more than the usual one, where the contract wants it so. */
    public static RefusedException saying(Refusal refusal, String sentence) {
        return new RefusedException(refusal, sentence, sentence, null, null);
    }

    /** A refusal that ends by itself. */
    public static RefusedException after(Refusal refusal, String detail, Duration wait) {
        return new RefusedException(refusal, refusal.sentence(), detail, null, wait);
    }

    public Refusal refusal() {
        return refusal;
    }

    public String sentence() {
        return sentence;
    }

    /** When asking again is worth it, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(wait);
    }
}
