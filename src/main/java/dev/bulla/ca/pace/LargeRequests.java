/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of large requests are held at a time, before they are answered.
 *
 * <p>A request of usual size is not counted, so that a few clients who send large ones slowly keep out each other and nobody
 * else.
 */
public final class LargeRequests {
    /** Covers a token, a key and a proof several times over. */
    static final int USUAL = 16 * 1024;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public LargeRequests(long most) {
        this.most = most;
    }

    /** What one connection holds. */
    public Share share() {
        return new Share();
    }

    public long held() {
        return held.get();
    }

    private boolean take(long bytes) {
        return held.getAndUpdate(now -> now + bytes <= most ? now + bytes : now) + bytes <= most;
    }

    /** The bytes of one request. Used by one thread. */
    public final class Share {
        private long received;
        private long counted;

        private Share() {}

        /** Counts what has come in. Says no if that is more than there is room for. */
        public boolean add(int bytes) {
            received += bytes;
            var more = Math.max(0, received - USUAL) - counted;
            if (!take(more)) {
                return false;
            }
            counted += more;
            return true;
        }

        /** The request is done with. */
        public void giveBack() {
            held.addAndGet(-counted);
            counted = 0;
            received = 0;
        }
    }
}
