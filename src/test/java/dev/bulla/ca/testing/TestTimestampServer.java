/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A time-stamping authority over real HTTP, on a port of this machine. It misbehaves when it is told to. */
public final class TestTimestampServer implements AutoCloseable {
    private final TestTimestamps authority;
    private final HttpServer server;
    private volatile int status = 201;
    private volatile UnaryOperator<byte[]> query = UnaryOperator.identity();
    private volatile UnaryOperator<byte[]> reply = UnaryOperator.identity();

    private TestTimestampServer(TestTimestamps authority, HttpServer server) {
        this.authority = authority;
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/timestamp", this::handle);
        server.start();
    }

    public static TestTimestampServer start(TestTimestamps authority) {
        try {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new TestTimestampServer(authority, HttpServer.create(loopback, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = exchange.getRequestBody().readAllBytes();
            var isQuery = "application/timestamp-query"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            var answer = isQuery ? reply.apply(authority.reply(query.apply(asked))) : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(isQuery ? status : 415, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    public TestTimestamps authority() {
        return authority;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/timestamp");
    }

    /** It answers with this status. */
    public void answerWith(int other) {
        status = other;
    }

    /** It answers another question than was asked. */
    public void mistake(UnaryOperator<byte[]> change) {
        query = change;
    }

    /** Something happens to its answers. */
    public void change(UnaryOperator<byte[]> change) {
        reply = change;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
