/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.Mount;
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
        return new HttpServer(HttpListener.start(
                settings,
                RequestBody.LARGEST + RequestBody.EXCESS,
                Mount.all(beside, new HttpApi(service, answers, events)),
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
