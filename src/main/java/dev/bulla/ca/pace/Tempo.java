/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long it takes from one turn to the next while somebody waits, as the last few dozen turns tell.
 *
 * <p>Two threads that tell of turns at the same moment may lose one: it is an estimate, and must not make anybody wait.
 */
final class Tempo {
    private static final int TURNS = 64;

    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong nanos = new AtomicLong();

    /** Somebody has a turn who did not wait: that says when it was, and not how long one takes. */
    void atOnce(long now) {
        last.lazySet(now);
    }

    /** Somebody has a turn who waited for it. Before that nobody may have waited, so the time since the last one may be no measure. */
    void afterWaiting(long now, long since) {
        var took = Math.min(now - since, now - last.get());
        last.lazySet(now);
        var before = nanos.get();
        nanos.lazySet(before + (took - before) / TURNS);
    }

    /** Nanoseconds that so many turns take. */
    long of(int turns) {
        return turns * nanos.get();
    }
}
