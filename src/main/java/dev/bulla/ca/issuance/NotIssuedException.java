/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.issuance;

import dev.bulla.ca.fault.Step;

/** A walk that ended without a certificate: what ended it is the cause, and this says where it happened. */
public final class NotIssuedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Step step;
    private final Throwable reason;

    public NotIssuedException(Step step, Throwable reason) {
        super(step.words(), reason, true, false);
        this.step = step;
        this.reason = reason;
    }

    /** What was being done when it ended. */
    public Step step() {
        return step;
    }

    /** What ended it, which is always known. */
    public Throwable reason() {
        return reason;
    }
}
