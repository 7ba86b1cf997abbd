/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-21T10:15:30Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void forward(Duration span) {
        now = now.plus(span);
    }

    public void back(Duration span) {
        now = now.minus(span);
    }
}
