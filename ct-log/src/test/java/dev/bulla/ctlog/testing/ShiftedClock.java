/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs as time does, from a moment of the test's choice, and can be put forward. */
public final class ShiftedClock implements InstantSource {
    private final long began = System.nanoTime();
    private volatile Instant start;

    public ShiftedClock(String start) {
        this.start = Instant.parse(start);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - began);
    }

    /** Puts it forward. */
    public synchronized void move(Duration by) {
        start = start.plus(by);
    }

    /** Puts it to a moment. */
    public synchronized void moveTo(String moment) {
        move(Duration.between(instant(), Instant.parse(moment)));
    }
}
