/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test sets. It goes on by a millisecond whenever it is read, unless it is stopped. */
final class FakeClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private boolean isStopped;

    @Override
    public synchronized Instant instant() {
        var read = now;
        if (!isStopped) {
            now = now.plusMillis(1);
        }
        return read;
    }

    synchronized void stop() {
        isStopped = true;
    }

    synchronized void run() {
        isStopped = false;
        now = now.plusMillis(1);
    }

    /** Sets the clock forward, or back. */
    synchronized void move(Duration by) {
        now = now.plus(by);
    }
}
