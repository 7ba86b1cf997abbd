/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.ArrivedBody;
import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.Mount;
import io.helidon.webserver.http.Handler;
import java.util.List;

/** The HTTP server of the API. */
public final class HttpServer implements AutoCloseable {
    private final HttpListener listener;

    private HttpServer(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had.
     *
     * @param beside what else is served on this port
     */
    public static HttpServer start(
            HttpSettings settings, List<Mount> beside, CaService service, Answers answers, ApiEvents events) {
        return listening(settings, Mount.all(beside, new HttpApi(service, answers, events)), service, answers, events);
    }

    /** The same, with the gRPC API on the same port, for those who choose HTTP/2. */
    public static HttpServer startWithGrpc(
            HttpSettings settings, List<Mount> beside, CaService service, Answers answers, ApiEvents events) {
        var rest = Mount.all(beside, new HttpApi(service, answers, events));
        return listening(settings, new GrpcOnHttp(service, answers, events).beside(rest), service, answers, events);
    }

    private static HttpServer listening(
            HttpSettings settings, Handler handler, CaService service, Answers answers, ApiEvents events) {
        return new HttpServer(HttpListener.start(
                settings,
                service.largest() + ArrivedBody.EXCESS,
                handler,
                new MalformedHttp(service, answers, events)));
    }

    public int port() {
        return listener.port();
    }

    /** Takes no new connection, lets requests in flight end within the grace period, then closes what is left. */
    @Override
    public void close() {
        listener.close();
    }
}
