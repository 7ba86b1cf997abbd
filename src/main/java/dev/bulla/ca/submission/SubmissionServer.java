/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.submission;

import dev.bulla.ca.web.ArrivedBody;
import dev.bulla.ca.web.HttpListener;
import dev.bulla.ca.web.HttpSettings;
import dev.bulla.ca.web.Mount;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** A port that serves a log to its readers and to those who submit. */
public final class SubmissionServer implements AutoCloseable {
    private final HttpListener listener;

    private SubmissionServer(HttpListener listener) {
        this.listener = listener;
    }

    /** Listens from now on. Throws {@link java.io.UncheckedIOException} if the address cannot be had. */
    public static SubmissionServer start(HttpSettings settings, Mount pages, SubmissionSite endpoints) {
        var reading = pages.beside(SubmissionServer::elsewhere);
        return new SubmissionServer(HttpListener.start(
                settings,
                SubmittedBody.LARGEST + ArrivedBody.EXCESS,
                endpoints.beside(reading),
                HttpListener::reasonOnly));
    }

    private static void elsewhere(ServerRequest request, ServerResponse response) {
        response.status(Status.NOT_FOUND_404)
                .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send("not-found: there is a log here, under another path\n");
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }
}
