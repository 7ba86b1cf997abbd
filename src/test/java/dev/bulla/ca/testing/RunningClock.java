/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs as time does, from a moment of the test's choice, and can be put forward. */
public final class RunningClock implements InstantSource {
    private final long began = System.nanoTime();
    private volatile Instant start;

    public RunningClock(String start) {
        this.start = Instant.parse(start);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - began);
    }

    /** For the one thread that moves it. */
    public synchronized void forward(Duration span) {
        start = start.plus(span);
    }
}
