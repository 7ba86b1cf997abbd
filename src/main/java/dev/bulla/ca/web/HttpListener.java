/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** A port that speaks HTTP/1.1, behind TLS where its settings want it, and there HTTP/2 where they want that, too. */
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final TimedConnections connections;
    private final WebServer server;

    private HttpListener(TimedConnections connections, WebServer server) {
        this.connections = connections;
        this.server = server;
    }

    /**
     * Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had.
     *
     * @param largestBody more is refused as status 413, which the direct handler puts in its own words
     * @param handler     answers every request, whatever its method and path
     * @param malformed   answers what is no request
     */
    public static HttpListener start(HttpSettings settings, int largestBody, Handler handler, DirectHandler malformed) {
        var connections = new TimedConnections(settings);
        var server = WebServer.builder()
                .host(settings.address().getHostString())
                .port(settings.address().getPort())
                .backlog(BACKLOG)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .maxTcpConnections(settings.room().connections())
                .maxPayloadSize(largestBody)
                .contentEncoding(new AnyEncoding())
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(forAll(malformed))
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .addConnectionSelector(connections)
                .shutdownHook(false)
                .shutdownGracePeriod(settings.grace())
                .addRouting(HttpRouting.builder().any(new Served(handler, malformed)))
                .build();
        try {
            return new HttpListener(connections, listening(server.start(), settings.address()));
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** Answers what is no request with its status in words, and with nothing of what was sent. */
    public static DirectHandler.TransportResponse reasonOnly(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .keepAlive(false)
                .entity(status.reasonPhrase())
                .build();
    }

    /** Helidon logs that it could not start, and returns. */
    private static WebServer listening(WebServer server, InetSocketAddress address) {
        if (server.isRunning()) {
            return server;
        }
        throw new UncheckedIOException(
                "cannot listen on " + address.getHostString() + ":" + address.getPort(), obstacle(address));
    }

    /** Why: Helidon keeps it to itself, so the address is tried once more. */
    private static IOException obstacle(InetSocketAddress address) {
        try (var again = new ServerSocket()) {
            again.bind(address);
            return new BindException("it was not free, and now is");
        } catch (IOException e) {
            return e;
        }
    }

    private static DirectHandlers forAll(DirectHandler handler) {
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    public int port() {
        return server.port();
    }

    /** Takes no new connection, lets requests in flight end within the grace period, then closes what is left. */
    @Override
    public void close() {
        server.stop();
        connections.close();
    }
}
