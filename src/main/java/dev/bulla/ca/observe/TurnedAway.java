/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Requests for which there was no room, told once a second at most. A line for each would cost what there is too little of.
 */
final class TurnedAway {
    private static final Logger LOG = System.getLogger(TurnedAway.class.getName());
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final LongAdder untold = new LongAdder();
    private final AtomicLong told;

    /** @param nanos a clock as {@link System#nanoTime} */
    TurnedAway(LongSupplier nanos) {
        this.nanos = nanos;
        this.told = new AtomicLong(nanos.getAsLong() - INTERVAL);
    }

    void one(String requestId) {
        untold.increment();
        var now = nanos.getAsLong();
        var last = told.get();
        if (now - last >= INTERVAL && told.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "no room: {0} requests were turned away since the last line like this, at last {1}",
                    untold.sumThenReset(),
                    requestId);
        }
    }
}
