/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many requests are inside, and the door that closes when it is enough. Nobody waits at it: who is inside waits long enough. */
public final class WalksInFlight {
    private final int most;
    private final String full;
    private final AtomicInteger inside = new AtomicInteger();

    public WalksInFlight(int most) {
        this.most = most;
        this.full = most + " requests are in flight already";
    }

    /** How many may be inside. */
    public int most() {
        return most;
    }

    public int inside() {
        return inside.get();
    }

    /** Refuses a request if there is no room for it, and keeps none for it if there is. */
    public void requireRoom() {
        if (inside.get() >= most) {
            throw refused();
        }
    }

    /** Lets a request in, or refuses it. What is let in must {@link Seat#close} however it ends. */
    public Seat enter() {
        if (inside.getAndUpdate(now -> now < most ? now + 1 : now) >= most) {
            throw refused();
        }
        return inside::decrementAndGet;
    }

    private RefusedException refused() {
        return new RefusedException(Refusal.OVERLOADED, full);
    }

    /** A place inside, given back by closing it once. */
    @FunctionalInterface
    public interface Seat extends AutoCloseable {
        @Override
        void close();
    }
}
