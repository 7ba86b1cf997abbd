/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are inside, and the door that closes when it is enough. */
public final class WalksInFlight {
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    public WalksInFlight(int most) {
        this.most = most;
    }

    /** Lets one request in, or refuses it. What is let in must {@link Seat#close} however it ends. */
    public Seat enter() {
        if (inside.getAndUpdate(now -> now < most ? now + 1 : now) == most) {
            throw new RefusedException(Refusal.OVERLOADED, most + " requests are in flight already");
        }
        return inside::decrementAndGet;
    }

    public int inside() {
        return inside.get();
    }

    /** A place inside, given back by closing it once. */
    @FunctionalInterface
    public interface Seat extends AutoCloseable {
        @Override
        void close();
    }
}
