/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.publication;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Sha256;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * A file as an answer.
 *
 * @param type    of its content
 * @param caching for how long whom may keep it, as the header says it
 */
record StaticFile(Bytes content, String type, String caching) {

    void send(ServerRequest request, ServerResponse response) {
        var tag = '"' + Sha256.hex(content.array()).substring(0, 32) + '"';
        response.header(HeaderValues.create(HeaderNames.ETAG, tag));
        response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, caching));
        response.header(HeaderValues.create("X-Content-Type-Options", "nosniff"));
        if (request.headers()
                .first(HeaderNames.IF_NONE_MATCH)
                .filter(tag::equals)
                .isPresent()) {
            response.status(Status.NOT_MODIFIED_304);
            response.send();
            return;
        }
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, type));
        if (request.prologue().method().text().equals("HEAD")) {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, content.length()));
            response.send();
        } else {
            response.send(content.array());
        }
    }

    /** Whether it is asked to be read. If not, that was answered. */
    static boolean isRead(ServerRequest request, ServerResponse response) {
        var method = request.prologue().method().text();
        if (method.equals("GET") || method.equals("HEAD")) {
            return true;
        }
        response.header(HeaderValues.create(HeaderNames.ALLOW, "GET, HEAD"));
        refuse(response, 405, "this can be read only: GET or HEAD");
        return false;
    }

    static void refuse(ServerResponse response, int status, String why) {
        response.status(Status.create(status));
        response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"));
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8"));
        response.send((why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What stands behind the prefix of a site and its slash. */
    static String below(String prefix, ServerRequest request) {
        var path = request.prologue().uriPath().rawPath();
        return path.length() > prefix.length() ? path.substring(prefix.length() + 1) : "";
    }
}
