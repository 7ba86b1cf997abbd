/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands where a test puts it. */
public final class MovableClock implements InstantSource {
    private volatile Instant now;

    public MovableClock(Instant now) {
        this.now = now;
    }

    public void moveTo(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
