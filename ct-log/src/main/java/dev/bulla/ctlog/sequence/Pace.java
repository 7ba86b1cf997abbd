/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.util.concurrent.locks.LockSupport;

/** Time as it passes, which has nothing to do with what the clock on the wall shows. */
interface Pace {
    /** That of this machine. */
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };

    long nanos();

    /** Lets this time pass in the calling thread, or less if it is unparked. */
    void park(long nanos);
}
