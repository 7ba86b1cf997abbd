/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests are inside, and the door that closes when it is enough.
 *
 * <p>Who finds it closed is kept at the door for a moment before they hear so. Clients that ask again at once would otherwise
 * keep us busy with refusing them: a refusal is cheap, but a thousand clients can ask for it as often as we can give it.
 */
public final class WalksInFlight {
    private final int most;
    private final Duration patience;
    private final String full;
    private final AtomicInteger inside = new AtomicInteger();

    /** @param patience how long who is refused is kept at the door */
    public WalksInFlight(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
        this.full = most + " requests are in flight already";
    }

    /**
     * Lets one request in, or refuses it. What is let in must {@link Seat#close} however it ends. Waiting costs a virtual
     * thread nothing but its stack.
     */
    public Seat enter() {
        if (take() || (waited() && take())) {
            return inside::decrementAndGet;
        }
        throw new RefusedException(Refusal.OVERLOADED, full);
    }

    private boolean take() {
        return inside.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }

    private boolean waited() {
        try {
            Thread.sleep(patience);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many may be inside. */
    public int most() {
        return most;
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
