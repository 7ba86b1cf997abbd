/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * How many requests are inside, and the door that closes when it is enough: when all places are taken, or when those who are inside
 * already wait so long that one more would wait in vain. Nobody waits at the door.
 */
public final class WalksInFlight {
    private static final String CROWDED = "those in flight wait too long for a core already";

    private final int most;
    private final BooleanSupplier crowded;
    private final String full;
    private final AtomicInteger inside = new AtomicInteger();

    public WalksInFlight(int most) {
        this(most, () -> false);
    }

    /** @param crowded whether one more would wait in vain */
    public WalksInFlight(int most, BooleanSupplier crowded) {
        this.most = most;
        this.crowded = crowded;
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
            throw refused(full);
        }
        requireNoCrowd();
    }

    /** Lets a request in, or refuses it. What is let in must {@link Seat#close} however it ends. */
    public Seat enter() {
        requireNoCrowd();
        if (inside.getAndUpdate(now -> now < most ? now + 1 : now) >= most) {
            throw refused(full);
        }
        return inside::decrementAndGet;
    }

    private void requireNoCrowd() {
        if (crowded.getAsBoolean()) {
            throw refused(CROWDED);
        }
    }

    private static RefusedException refused(String why) {
        return new RefusedException(Refusal.OVERLOADED, why);
    }

    /** A place inside, given back by closing it once. */
    @FunctionalInterface
    public interface Seat extends AutoCloseable {
        @Override
        void close();
    }
}
