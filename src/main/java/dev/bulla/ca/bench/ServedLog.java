/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.ReadRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A log behind an address of this machine, answered by its own reader. */
final class ServedLog implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final CertificateLog log;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ServedLog(CertificateLog log, HttpServer server) {
        this.log = log;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static ServedLog start(CertificateLog log) throws IOException {
        // Else head and body of an answer wait for each other's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ServedLog(log, HttpServer.create(anyPort, BACKLOG));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestURI();
            var answer = log.read(new ReadRequest(
                    exchange.getRequestMethod(),
                    asked.getPath().substring(1),
                    Objects.requireNonNullElse(asked.getRawQuery(), ""),
                    false,
                    Optional.empty()));
            var body = answer.body();
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
