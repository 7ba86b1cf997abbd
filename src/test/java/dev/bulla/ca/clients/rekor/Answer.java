/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import com.sun.net.httpserver.HttpExchange;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An answer over HTTP. Errors have the shape of the gateway that Rekor stands behind. */
record Answer(int status, String type, Bytes body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    static Answer file(String type, byte[] body) {
        return new Answer(200, type, Bytes.of(body), Map.of());
    }

    static Answer json(int status, Object content) {
        return new Answer(status, JSON, Bytes.of(JsonMapper.shared().writeValueAsBytes(content)), Map.of());
    }

    /** @param code as gRPC numbers them */
    static Answer error(int status, int code, String message) {
        return json(status, Map.of("code", code, "message", message, "details", List.of()));
    }

    Answer with(String header, String value) {
        return new Answer(status, type, body, Map.of(header, value));
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
        exchange.getResponseBody().write(body.array());
    }
}
