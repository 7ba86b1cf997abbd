/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.web.Mount;
import dev.bulla.ca.web.TimedConnection;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Sha256;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** What verifiers must know of this server, as files under a path. */
public final class TrustSite implements Handler {
    public static final String PREFIX = "/trust";

    private final Supplier<Map<String, Bytes>> documents;

    private TrustSite(Supplier<Map<String, Bytes>> documents) {
        this.documents = documents;
    }

    /** @param documents by their names, none if nobody has said how the world reaches this server */
    public static Mount of(Supplier<Map<String, Bytes>> documents) {
        return new Mount(PREFIX, new TrustSite(documents));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        TimedConnection.current().working();
        var found = documents.get();
        TimedConnection.current().answering();
        var method = request.prologue().method().text();
        var path = request.prologue().uriPath().rawPath();
        var name = path.length() > PREFIX.length() ? path.substring(PREFIX.length() + 1) : "";
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.header(HeaderValues.create(HeaderNames.ALLOW, "GET, HEAD"));
            refuse(response, 405, "trust material can be read only: GET or HEAD");
        } else if (found.isEmpty()) {
            refuse(response, 404, "this server was not told how clients reach it: its operator sets public-url");
        } else if (!found.containsKey(name)) {
            refuse(response, 404, "there is " + String.join(", ", found.keySet()));
        } else {
            send(name, found.get(name), request, response);
        }
    }

    private static void send(String name, Bytes content, ServerRequest request, ServerResponse response) {
        var tag = '"' + Sha256.hex(content.array()).substring(0, 32) + '"';
        response.header(HeaderValues.create(HeaderNames.ETAG, tag));
        response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "public, max-age=300"));
        response.header(HeaderValues.create("X-Content-Type-Options", "nosniff"));
        if (request.headers()
                .first(HeaderNames.IF_NONE_MATCH)
                .filter(tag::equals)
                .isPresent()) {
            response.status(Status.NOT_MODIFIED_304);
            response.send();
            return;
        }
        response.header(HeaderValues.create(
                HeaderNames.CONTENT_TYPE, name.endsWith(".json") ? "application/json" : "application/x-pem-file"));
        if (request.prologue().method().text().equals("HEAD")) {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, content.length()));
            response.send();
        } else {
            response.send(content.array());
        }
    }

    private static void refuse(ServerResponse response, int status, String why) {
        response.status(Status.create(status));
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8"));
        response.send((why + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
