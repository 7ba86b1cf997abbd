/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client is cut off when its time has run out. Handlers find the one they work for by {@link #current} and
 * tell it where they are.
 */
public final class TimedConnection implements ServerConnection {
    private static final ScopedValue<TimedConnection> CURRENT = ScopedValue.newInstance();

    private final Protocols protocols;
    private final TimedContext context;
    private final ConnectionClock clock;
    private final Set<TimedConnection> open;
    private volatile @Nullable Thread thread;
    private volatile @Nullable ServerConnection connection;
    private volatile boolean closing;

    TimedConnection(Protocols protocols, TimedContext context, ConnectionClock clock, Set<TimedConnection> open) {
        this.protocols = protocols;
        this.context = context;
        this.clock = clock;
        this.open = open;
    }

    /** The connection that the running thread serves. */
    public static TimedConnection current() {
        return CURRENT.get();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        thread = Thread.currentThread();
        open.add(this);
        try {
            ScopedValue.where(CURRENT, this).<@Nullable Void, InterruptedException>call(() -> {
                serve(limit);
                return null;
            });
        } finally {
            context.end();
            open.remove(this);
            context.forget();
        }
    }

    private void serve(Limit limit) throws InterruptedException {
        var agreed = protocols.spoken(context.agree()).connection(context);
        connection = agreed;
        if (closing) {
            agreed.close(false);
        }
        agreed.handle(limit);
    }

    /** The request is complete. While we are at work the client has all the time in the world: it waits for us. */
    public void working() {
        clock.working();
    }

    /** The answer is ready, and the client has to take it. */
    public void answering() {
        clock.answering();
    }

    void resting() {
        context.forget();
        clock.resting();
    }

    /** The request will be refused: what came of it is let go, and what still comes of it is not kept. */
    public void dropRest() {
        context.dropRest();
    }

    /** Takes what the client still sends, up to so many bytes, and drops it. */
    public void discard(long most) {
        context.discard(most);
    }

    /** An interrupt closes the channel under a read or a write that waits, and nobody is interrupted at work. */
    void cutIfLate(long now) {
        var serving = thread;
        if (serving != null && clock.runsOut(now)) {
            serving.interrupt();
        }
    }

    /** The clock knows better: to Helidon no connection is ever idle. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        closing = true;
        var serving = thread;
        var agreed = connection;
        if (agreed != null) {
            agreed.close(interrupt);
        } else if (serving != null) {
            serving.interrupt();
        }
    }
}
