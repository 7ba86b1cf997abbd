/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether there is enough room on the disk. Asked before each batch; looks once a second. */
final class Room {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final LongSupplier free;
    private final long reserve;
    private final Pace pace;
    private long looked;
    private boolean enough;

    Room(LongSupplier free, long reserve, Pace pace) {
        this.free = free;
        this.reserve = reserve;
        this.pace = pace;
    }

    boolean isEnough() {
        var now = pace.nanos();
        if (!enough || now - looked >= BETWEEN_LOOKS.toNanos()) {
            enough = free.getAsLong() >= reserve;
            looked = now;
        }
        return enough;
    }
}
