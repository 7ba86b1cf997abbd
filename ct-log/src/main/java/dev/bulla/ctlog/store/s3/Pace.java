/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Time as it passes, which has nothing to do with what the clock on the wall shows. */
public interface Pace {
    /** That of this machine. */
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void rest(Duration time) throws InterruptedIOException {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException) new InterruptedIOException("asked to stop while waiting").initCause(e);
            }
        }
    };

    long nanos();

    /** Lets this time pass. */
    void rest(Duration time) throws InterruptedIOException;
}
