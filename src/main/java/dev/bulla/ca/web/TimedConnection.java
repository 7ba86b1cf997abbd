/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.Pause;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client is cut off when its time has run out. Handlers find the one they work for by {@link #current} and
 * tell it where they are.
 */
public final class TimedConnection implements ClientTime {
    private static final ScopedValue<ClientTime> CURRENT = ScopedValue.newInstance();

    /** Who finds room is decided where a request is about to be served. */
    private static final Limit NO_LIMIT = FixedLimit.create();

    private final Protocols protocols;
    private final TimedContext context;

    /** Asked for at once: nobody knows the other end of a connection any more when it has ended. */
    private final SocketAddress peer;

    private final ConnectionClock clock;
    private final OpenRequests requests;
    private final Set<TimedStream> streams = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;
    private volatile @Nullable ServerConnection connection;
    private volatile boolean closing;
    private boolean isLast;

    TimedConnection(Protocols protocols, TimedContext context, ConnectionClock clock, OpenRequests requests) {
        this.protocols = protocols;
        this.context = context;
        this.peer = context.remotePeer().address();
        this.clock = clock;
        this.requests = requests;
    }

    /** The request that the running thread serves: over HTTP/1.1 its connection serves no other. */
    public static ClientTime current() {
        return CURRENT.get();
    }

    /** To its end. */
    void serve() throws InterruptedException {
        thread = Thread.currentThread();
        try {
            ScopedValue.where(CURRENT, this).<@Nullable Void, InterruptedException>call(() -> {
                speak();
                return null;
            });
        } finally {
            streams.forEach(TimedStream::abandon);
            context.end();
            context.forget();
        }
    }

    private void speak() throws InterruptedException {
        var protocol = context.agree();
        if (protocol.equals(Protocols.HTTP_2)) {
            context.inStreams(this::serveStream);
        }
        var agreed = protocols.spoken(protocol).connection(context);
        connection = agreed;
        if (closing) {
            agreed.close(false);
        }
        agreed.handle(NO_LIMIT);
    }

    /** One of several requests at a time, which HTTP/2 calls streams. Each has its own time, and the connection has none then. */
    private void serveStream(Runnable stream) {
        var served = new TimedStream(peer, clock.another(), context.anotherShare());
        if (isBegun(served)) {
            try {
                if (!requests.begin()) {
                    served.turnAway();
                }
                ScopedValue.where(CURRENT, served).run(() -> served.run(stream));
            } finally {
                requests.end();
                end(served);
            }
        }
    }

    /** Nothing begins on a connection that is being cut. */
    private boolean isBegun(TimedStream served) {
        synchronized (streams) {
            return clock.isLeftToStreams() && streams.add(served);
        }
    }

    private void end(TimedStream served) {
        served.id().ifPresent(context::ended);
        synchronized (streams) {
            streams.remove(served);
            if (!streams.isEmpty()) {
                return;
            }
            clock.restingIfNotOver();
        }
        var serving = thread;
        if (closing && serving != null) {
            serving.interrupt();
        }
    }

    @Override
    public SocketAddress peer() {
        return peer;
    }

    @Override
    public void working() {
        clock.working();
    }

    @Override
    public void answering() {
        clock.answering();
    }

    /** A request is about to be answered, its body not read yet. It may say that it is the last one. */
    void begun(boolean last) {
        isLast = last;
        context.headRead();
    }

    void resting() {
        context.forget();
        clock.resting();
    }

    /** What waits for its turn on a connection holds next to nothing, but behind the last request of one there is nothing to wait for. */
    @Override
    public void holdBack() {
        if (isLast) {
            Pause.pass();
        } else {
            context.listenLater();
        }
    }

    @Override
    public void dropRest() {
        context.dropRest();
    }

    @Override
    public void discard(long most) {
        context.discard(most);
    }

    /** Nobody is interrupted at work. */
    void cutIfLate(long now) {
        var serving = thread;
        if (serving != null && (clock.runsOut(now) || streams.stream().anyMatch(stream -> stream.runsOut(now)))) {
            cut(serving);
        }
    }

    /** An interrupt wakes a thread that waits for its client, but not one that waits for another of the connection to have written. */
    private void cut(Thread serving) {
        serving.interrupt();
        context.cut();
    }

    /** Ends it if there are more requests on it than that whose next byte is the client's to send or to take. */
    void cutIfHungry(int share) {
        var serving = thread;
        if (serving != null && streams.stream().filter(TimedStream::isWaiting).count() > share) {
            cut(serving);
        }
    }

    /** Ends with the request that it serves, and at once where there is none. */
    void leave() {
        closing = true;
        var serving = thread;
        var agreed = connection;
        if (agreed != null) {
            agreed.close(false);
        } else if (serving != null) {
            serving.interrupt();
        }
    }

    /** Whatever it does. */
    void cut() {
        var serving = thread;
        if (serving != null) {
            cut(serving);
        }
    }
}
