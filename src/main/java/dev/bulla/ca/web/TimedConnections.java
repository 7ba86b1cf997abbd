/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import dev.bulla.ca.pace.LargeRequests;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts a clock on every connection and looks at all clocks a few times a second. Helidon applies no read timeout on the server,
 * so without it a client could hold a connection for ever by sending nothing.
 */
final class TimedConnections implements ServerConnectionSelector, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Protocols protocols;
    private final HttpSettings settings;
    private final LargeRequests largeRequests;
    private final OpenRequests requests;
    private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();
    private final Thread looker =
            Thread.ofPlatform().name("connection-clock").daemon().unstarted(this::keepLooking);

    TimedConnections(HttpSettings settings) {
        this.protocols = Protocols.of(settings);
        this.settings = settings;
        this.largeRequests = new LargeRequests(settings.room().largeRequests());
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
    public ServerConnection connection(ConnectionContext context) {
        var clock = new ConnectionClock(settings.readTimeout(), settings.idleTimeout());
        var timed = new TimedContext(context, tls(context), clock, largeRequests);
        return new TimedConnection(protocols, timed, clock, open, requests);
    }

    private Optional<TlsSocket> tls(ConnectionContext context) {
        return settings.endpoint()
                .tls()
                .map(tls -> new TlsSocket(context.serverSocket(), tls.createSSLEngine(), protocols.names()));
    }

    /** What is spoken is agreed on later, and this is the only one to ask. */
    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.copyOf(protocols.names());
    }

    @Override
    public void close() {
        looker.interrupt();
    }
}
