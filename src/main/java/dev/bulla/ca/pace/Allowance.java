/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How often something may be done: so many times at once, and one time more with each interval that has passed. */
public final class Allowance {
    private final int most;
    private final Duration interval;
    private final InstantSource clock;
    private int left;
    private Instant counted;

    /**
     * @param most     how many may be saved up; all of them are there at first
     * @param interval after which there is one more
     */
    public Allowance(int most, Duration interval, InstantSource clock) {
        this.most = most;
        this.interval = interval;
        this.clock = clock;
        this.left = most;
        this.counted = clock.instant();
    }

    /** Takes one time, or says that there is none. */
    public synchronized boolean take() {
        refill(clock.instant());
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** A clock that was set back starts a new interval: it must not keep anybody waiting until it has caught up. */
    private void refill(Instant now) {
        if (left == most || now.isBefore(counted)) {
            counted = now;
            return;
        }
        var more = Duration.between(counted, now).dividedBy(interval);
        left = (int) Math.min(most, left + more);
        counted = counted.plus(interval.multipliedBy(more));
    }
}
