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

    /** A request comes to the door. */
    public Arrival arrive() {
        return new Arrival(patience);
    }

    /** The same for one whose client has only so much time. */
    public Arrival arrive(Duration left) {
        return new Arrival(left.compareTo(patience) < 0 ? left : patience);
    }

    /** How many may be inside. */
    public int most() {
        return most;
    }

    public int inside() {
        return inside.get();
    }

    /**
     * One request on its way in. It waits once at most, wherever it first finds the door closed. Waiting costs a virtual thread
     * nothing but its stack. Used by one thread.
     */
    public final class Arrival {
        private Duration patience;

        private Arrival(Duration patience) {
            this.patience = patience;
        }

        /** Refuses the request if there is no room for it, and keeps none for it if there is. */
        public void awaitRoom() {
            if (isFull() && !(waited() && !isFull())) {
                throw refused();
            }
        }

        /** Lets the request in, or refuses it. What is let in must {@link Seat#close} however it ends. */
        public Seat enter() {
            if (take() || (waited() && take())) {
                return inside::decrementAndGet;
            }
            throw refused();
        }

        private boolean isFull() {
            return inside.get() >= most;
        }

        private boolean take() {
            return inside.getAndUpdate(now -> now < most ? now + 1 : now) < most;
        }

        private boolean waited() {
            try {
                Thread.sleep(patience);
                patience = Duration.ZERO;
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private RefusedException refused() {
            return new RefusedException(Refusal.OVERLOADED, full);
        }
    }

    /** A place inside, given back by closing it once. */
    @FunctionalInterface
    public interface Seat extends AutoCloseable {
        @Override
        void close();
    }
}
