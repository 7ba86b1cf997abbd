/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Stands in front of a log and says what the log says, except on one page. */
final class LyingLog implements AutoCloseable {
    private final String page;
    private final UnaryOperator<String> lie;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    LyingLog(String page, UnaryOperator<String> lie) {
        this.page = page;
        this.lie = lie;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the log can be read from now on. */
    URI inFrontOf(URI log) {
        server.createContext("/", exchange -> answer(exchange, log));
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, URI log) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var honest =
                    client.send(HttpRequest.newBuilder(URI.create(log + path)).build(), BodyHandlers.ofString());
            var text = path.contains(page) ? lie.apply(honest.body()) : honest.body();
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(honest.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
