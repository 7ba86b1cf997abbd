/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Submissions at the port and the path of TesseraCT, handed on to a log that is elsewhere. */
final class SubmissionForwarder implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final String log;

    private SubmissionForwarder(HttpServer server, String log) {
        this.server = server;
        this.log = log;
    }

    static SubmissionForwarder started(int port, String log) throws IOException {
        var forwarder = new SubmissionForwarder(HttpServer.create(new InetSocketAddress(port), 0), log);
        forwarder.server.createContext("/ct/v1/", forwarder::handOn);
        forwarder.server.start();
        return forwarder;
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = URI.create(log + exchange.getRequestURI().getPath());
            var body = BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes());
            var request = HttpRequest.newBuilder(target)
                    .header("Content-Type", "application/json")
                    .method(exchange.getRequestMethod(), body)
                    .build();
            var answer = client.send(request, BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
