/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/** The HTTP server of the API: HTTP/1.1 and nothing else, without TLS. */
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 4096;

    /** The original takes a head of this size, and tokens with many groups in them come close. */
    private static final int LARGEST_HEAD = 1024 * 1024 + 4096;

    private final TimedConnections connections;
    private final WebServer server;

    private HttpServer(TimedConnections connections, WebServer server) {
        this.connections = connections;
        this.server = server;
    }

    /** Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had. */
    public static HttpServer start(HttpSettings settings, CaService service, Answers answers, ApiEvents events) {
        var protocol = Http1ConnectionSelector.builder().config(http1()).build();
        var connections = new TimedConnections(protocol, settings.readTimeout(), settings.idleTimeout());
        var server = WebServer.builder()
                .host(settings.address().getHostString())
                .port(settings.address().getPort())
                .backlog(BACKLOG)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .maxTcpConnections(settings.connections())
                .maxPayloadSize(RequestBody.LARGEST + RequestBody.EXCESS)
                .contentEncoding(new AnyEncoding())
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(directHandlers(answers))
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .addConnectionSelector(connections)
                .shutdownHook(false)
                .shutdownGracePeriod(settings.grace())
                .addRouting(HttpRouting.builder().any(new HttpApi(service, answers, events)))
                .build();
        return new HttpServer(connections, server.start());
    }

    private static Http1Config http1() {
        return Http1Config.builder()
                .maxPrologueLength(LARGEST_HEAD)
                .maxHeadersSize(LARGEST_HEAD)
                .sendKeepAliveHeader(false)
                // Looks at queries and fragments only, and we look at neither.
                .validatePrologue(false)
                .build();
    }

    private static DirectHandlers directHandlers(Answers answers) {
        var malformed = new MalformedHttp(answers);
        var handlers = DirectHandlers.builder();
        for (var type : EventType.values()) {
            handlers.addHandler(type, malformed);
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
