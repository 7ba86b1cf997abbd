/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Time that passes when the test says so. Who waits for it can still be woken for another reason. */
final class FakePace implements Pace {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Map<Thread, Long> parked = new ConcurrentHashMap<>();
    private volatile long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void park(long nanos) {
        var end = now + nanos;
        parked.put(Thread.currentThread(), end);
        if (now < end) {
            LockSupport.park(this);
        }
        parked.remove(Thread.currentThread());
    }

    synchronized void advance(Duration time) {
        now += time.toNanos();
        for (var thread : List.copyOf(parked.keySet())) {
            parked.remove(thread);
            LockSupport.unpark(thread);
        }
    }

    /** Waits until the sequencer waits. */
    void awaitParked() {
        awaitParkedFor(Duration.ofDays(1));
    }

    /** Waits until the sequencer waits for so much time or less. */
    void awaitParkedFor(Duration most) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (parked.entrySet().stream()
                .noneMatch(it ->
                        it.getKey().getState() == Thread.State.WAITING && it.getValue() <= now + most.toNanos())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody waits");
            }
            Thread.onSpinWait();
        }
    }
}
