/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Stands in front of an authority, and gives everybody the first certificate that it got from it. */
final class LyingAuthority implements AutoCloseable {
    private final URI authority;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<HttpResponse<byte[]>> certificate = Optional.empty();

    LyingAuthority(URI authority) {
        this.authority = authority;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestBody().readAllBytes();
            var answer = exchange.getRequestMethod().equals("POST")
                    ? certificate(exchange, request)
                    : honest(exchange, request);
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized HttpResponse<byte[]> certificate(HttpExchange exchange, byte[] request)
            throws IOException, InterruptedException {
        if (certificate.isPresent()) {
            return certificate.get();
        }
        var answer = honest(exchange, request);
        if (answer.statusCode() == HttpURLConnection.HTTP_OK) {
            certificate = Optional.of(answer);
        }
        return answer;
    }

    private HttpResponse<byte[]> honest(HttpExchange exchange, byte[] request)
            throws IOException, InterruptedException {
        var forwarded = HttpRequest.newBuilder(authority.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(request))
                .build();
        return client.send(forwarded, BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
