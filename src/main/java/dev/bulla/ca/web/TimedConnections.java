/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import io.helidon.common.context.Context;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Puts a clock on every connection and looks at all clocks a few times a second. Helidon applies no read timeout on the server,
 * so without it a client could hold a connection for ever by sending nothing.
 */
final class TimedConnections implements Doorway.Visit, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Protocols protocols;
    private final HttpSettings settings;
    private final Listener listener;
    private final OpenRequests requests;
    private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;
    private final Thread looker =
            Thread.ofPlatform().name("connection-clock").daemon().unstarted(this::keepLooking);

    TimedConnections(HttpSettings settings, ListenerConfig config, Router router) {
        this.protocols = Protocols.of(settings);
        this.settings = settings;
        this.listener = new Listener(
                Context.create(),
                MediaContext.create(),
                config,
                router,
                Executors.newVirtualThreadPerTaskExecutor(),
                new LargeRequests(settings.room().largeRequests()));
        this.requests = new OpenRequests(settings.room().requests());
        looker.start();
    }

    private void keepLooking() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                var now = System.nanoTime();
                open.forEach(connection -> connection.cutIfLate(now));
                makeRoom();
            }
        } catch (InterruptedException e) {
            // The server has stopped.
            Thread.currentThread().interrupt();
        }
    }

    /** Where too many requests are open, the connections go that have more of those that have not arrived than others could. */
    private void makeRoom() {
        if (requests.areTooMany()) {
            var share = requests.most() / Math.max(1, open.size());
            open.forEach(connection -> connection.cutIfHungry(share));
        }
    }

    @Override
    public void serve(Wire wire) throws InterruptedException {
        var clock = new ConnectionClock(settings.readTimeout(), settings.idleTimeout());
        var timed = new TimedContext(listener, wire, tls(wire), clock);
        var connection = new TimedConnection(protocols, timed, clock, requests);
        open.add(connection);
        try {
            if (leaving) {
                connection.leave();
            }
            connection.serve();
        } finally {
            open.remove(connection);
        }
    }

    private Optional<TlsSocket> tls(Wire wire) {
        return settings.endpoint().tls().map(tls -> new TlsSocket(wire, tls.createSSLEngine(), protocols.names()));
    }

    /** Each connection ends with the request that it serves, and at once where there is none. */
    void leave() {
        leaving = true;
        open.forEach(TimedConnection::leave);
    }

    /** Cuts what is still there. */
    @Override
    public void close() {
        looker.interrupt();
        open.forEach(TimedConnection::cut);
        listener.executor().shutdownNow();
    }
}
