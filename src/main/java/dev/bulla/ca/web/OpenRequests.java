/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are open on the connections of a port that carry several at a time. */
final class OpenRequests {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    OpenRequests(int most) {
        this.most = most;
    }

    /** Says no if there are too many. It counts nevertheless, until its end. */
    boolean begin() {
        return open.incrementAndGet() <= most;
    }

    void end() {
        open.decrementAndGet();
    }

    boolean areTooMany() {
        return open.get() > most;
    }

    int most() {
        return most;
    }
}
