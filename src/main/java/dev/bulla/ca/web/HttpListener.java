/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A port that speaks HTTP/1.1, behind TLS where its settings want it, and there HTTP/2 where they want that, too. */
public final class HttpListener implements AutoCloseable {
    /** A thread that was cut off has little left to do. */
    private static final Duration AFTER_A_CUT = Duration.ofSeconds(1);

    private final Doorway doorway;
    private final TimedConnections connections;
    private final Router router;
    private final Duration grace;

    private HttpListener(Doorway doorway, TimedConnections connections, Router router, Duration grace) {
        this.doorway = doorway;
        this.connections = connections;
        this.router = router;
        this.grace = grace;
    }

    /**
     * Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had.
     *
     * @param largestBody more is refused as status 413, which the direct handler puts in its own words
     * @param handler     answers every request, whatever its method and path
     * @param malformed   answers what is no request
     */
    public static HttpListener start(HttpSettings settings, int largestBody, Handler handler, DirectHandler malformed) {
        var router = Router.builder()
                .addRouting(HttpRouting.builder().any(new Served(handler, malformed)))
                .build();
        var connections = new TimedConnections(settings, config(largestBody, malformed), router);
        router.beforeStart();
        try {
            var doorway = Doorway.open(settings.address(), settings.room().connections(), connections);
            return new HttpListener(doorway, connections, router, settings.grace());
        } catch (RuntimeException e) {
            connections.close();
            router.afterStop();
            throw e;
        }
    }

    private static ListenerConfig config(int largestBody, DirectHandler malformed) {
        return ListenerConfig.builder()
                .protocolsDiscoverServices(false)
                .maxPayloadSize(largestBody)
                .contentEncoding(new AnyEncoding())
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(forAll(malformed))
                .build();
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

    private static DirectHandlers forAll(DirectHandler handler) {
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    public int port() {
        return doorway.port();
    }

    /** Takes no new connection, lets requests in flight end within the grace period, then closes what is left. */
    @Override
    public void close() {
        doorway.shut();
        connections.leave();
        doorway.awaitEmpty(grace);
        connections.close();
        doorway.awaitEmpty(AFTER_A_CUT);
        router.afterStop();
    }
}
