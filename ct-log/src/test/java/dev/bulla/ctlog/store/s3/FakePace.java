/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only while somebody rests, and then at once. */
final class FakePace implements Pace {
    private final AtomicLong now = new AtomicLong();
    private volatile Runnable whileResting = () -> {};

    /** Runs this each time somebody rests. */
    void whileResting(Runnable what) {
        whileResting = what;
    }

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void rest(Duration time) {
        now.addAndGet(time.toNanos());
        whileResting.run();
    }
}
