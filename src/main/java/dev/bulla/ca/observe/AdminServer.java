/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.Mount;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** The port for operators: numbers and probes. It answers while everything else is busy, because it only reads. */
public final class AdminServer implements AutoCloseable {
    private static final int LARGEST_BODY = 1024;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Metrics metrics;
    private final Readiness readiness;
    private final HttpListener listener;

    private AdminServer(HttpSettings settings, List<Mount> beside, Metrics metrics, Readiness readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
        this.listener =
                HttpListener.start(settings, LARGEST_BODY, Mount.all(beside, this::answer), HttpListener::reasonOnly);
    }

    /** @param beside what else is served on this port */
    public static AdminServer start(HttpSettings settings, List<Mount> beside, Metrics metrics, Readiness readiness) {
        return new AdminServer(settings, beside, metrics, readiness);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        var method = request.prologue().method();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            send(response, Status.METHOD_NOT_ALLOWED_405, TEXT, "only GET\n");
            return;
        }
        switch (request.prologue().uriPath().path()) {
            case "/livez" -> send(response, Status.OK_200, TEXT, "alive\n");
            case "/readyz" -> ready(request, response);
            case "/metrics" -> send(response, Status.OK_200, Metrics.CONTENT_TYPE, metrics.page());
            default ->
                send(response, Status.NOT_FOUND_404, TEXT, "here are /metrics, /livez, /readyz and /readyz?verbose\n");
        }
    }

    private void ready(ServerRequest request, ServerResponse response) {
        var status = readiness.isReady() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503;
        send(response, status, TEXT, readiness.page(request.query().contains("verbose")));
    }

    private static void send(ServerResponse response, Status status, String type, String body) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, type).send(body);
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
