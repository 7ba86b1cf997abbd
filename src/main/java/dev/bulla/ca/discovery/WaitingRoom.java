/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import dev.bulla.ca.fault.Backend;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.pace.Cores;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where requests wait for one issuer, or for all issuers of one pattern. It is small against the house: an issuer that hangs
 * must not fill the server with requests that wait for it.
 */
public final class WaitingRoom {
    private final Cores cores;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param most how many may wait at a time */
    public WaitingRoom(Cores cores, int most) {
        this.cores = cores;
        this.most = most;
    }

    /** A quarter of a house that lets so many requests in. */
    public static WaitingRoom quarterOf(int requestsInFlight, Cores cores) {
        return new WaitingRoom(cores, Math.max(1, requestsInFlight / 4));
    }

    /** Waits without a core, or says at once that there is no place left. */
    <T> T await(Supplier<T> result) {
        if (waiting.getAndUpdate(now -> now < most ? now + 1 : now) == most) {
            throw new UnavailableException(Backend.ISSUER, most + " requests wait for the issuer already", null);
        }
        try {
            return cores.await(result);
        } finally {
            waiting.decrementAndGet();
        }
    }

    public int waiting() {
        return waiting.get();
    }
}
