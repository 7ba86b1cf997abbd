/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.Mount;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** A port that serves a log and nothing else. */
public final class LogServer implements AutoCloseable {
    private static final int LARGEST_BODY = 1024;

    private final HttpListener listener;

    private LogServer(HttpListener listener) {
        this.listener = listener;
    }

    /** Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had. */
    public static LogServer start(HttpSettings settings, Mount log) {
        return new LogServer(HttpListener.start(
                settings,
                LARGEST_BODY,
                log.beside((request, response) -> elsewhere(log, response)),
                HttpListener::reasonOnly));
    }

    private static void elsewhere(Mount log, ServerResponse response) {
        response.status(Status.NOT_FOUND_404)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send("the log is under " + log.prefix() + "\n");
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
