/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time one client has left: to send a request, to take an answer, or to ask again. While we are at work there is no limit
 * here, since then the client waits for us. Set by the connection's thread, looked at by another.
 */
final class ConnectionClock {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long OVER = Long.MIN_VALUE;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final long readNanos;
    private final long idleNanos;
    private final AtomicLong deadline;
    private volatile boolean resting;

    ConnectionClock(Duration readTimeout, Duration idleTimeout) {
        this.readNanos = readTimeout.toNanos();
        this.idleNanos = idleTimeout.toNanos();
        this.deadline = new AtomicLong(System.nanoTime() + readNanos);
    }

    /** TLS is being agreed on, which needs no more than a few round trips. */
    void shakingHands() {
        set(System.nanoTime() + Math.min(HANDSHAKE.toNanos(), readNanos));
    }

    /** The first request may come. */
    void beginning() {
        set(System.nanoTime() + readNanos);
    }

    /** The connection ends, and the client has to take what is still on its way. */
    void leaving() {
        var _ = isSet(System.nanoTime() + readNanos);
    }

    /** Bytes came in. The first ones after a rest begin a request. */
    void received() {
        if (resting) {
            resting = false;
            set(System.nanoTime() + readNanos);
        }
    }

    /** The request is complete, and it is our turn. */
    void working() {
        set(NEVER);
    }

    /** The answer is on its way, and the client has to take it. */
    void answering() {
        set(System.nanoTime() + readNanos);
    }

    /** The answer was taken. */
    void resting() {
        resting = true;
        set(System.nanoTime() + idleNanos);
    }

    /** Requests with clocks of their own are being served. False if the time is over already. */
    boolean isLeftToStreams() {
        resting = false;
        return isSet(NEVER);
    }

    /** The last of them was served. */
    void restingIfNotOver() {
        resting = true;
        var _ = isSet(System.nanoTime() + idleNanos);
    }

    /** A clock with the same times, set to the beginning of a request. */
    ConnectionClock another() {
        return new ConnectionClock(Duration.ofNanos(readNanos), Duration.ofNanos(idleNanos));
    }

    /** Whether it is the client we wait for. */
    boolean isRunning() {
        return deadline.get() != NEVER;
    }

    private void set(long next) {
        if (!isSet(next)) {
            throw new CloseConnectionException("the client was too slow");
        }
    }

    private boolean isSet(long next) {
        return deadline.getAndUpdate(now -> now == OVER ? OVER : next) != OVER;
    }

    /** Whether the time has run out just now. Says so once. */
    boolean runsOut(long now) {
        var until = deadline.get();
        return until != NEVER && until != OVER && until - now <= 0 && deadline.compareAndSet(until, OVER);
    }
}
