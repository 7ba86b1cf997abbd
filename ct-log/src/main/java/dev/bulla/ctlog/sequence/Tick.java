/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Gives each batch a later time than the one before.
 *
 * <p>Times are whole milliseconds, so there are a thousand a second and no more. Batches that come faster wait for the next
 * one, and grow meanwhile. A clock that went back a little is waited for, too.
 */
record Tick(InstantSource clock, Pace pace) {
    /** How long is waited for a clock before it counts as wrong. */
    static final Duration PATIENCE = Duration.ofMillis(50);

    /** A time after the last one, as soon as the clock shows one. Empty if it is too far behind, or stands still. */
    OptionalLong after(long last) {
        var start = pace.nanos();
        while (true) {
            var now = clock.instant();
            var milliseconds = now.toEpochMilli();
            if (milliseconds > last) {
                return OptionalLong.of(milliseconds);
            }
            var waited = pace.nanos() - start;
            if (last - milliseconds > PATIENCE.toMillis() || waited > PATIENCE.toNanos()) {
                return OptionalLong.empty();
            }
            pace.park(Duration.between(now, Instant.ofEpochMilli(milliseconds + 1))
                    .toNanos());
        }
    }
}
