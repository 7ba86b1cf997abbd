/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A collector of OpenTelemetry over real HTTP, which is strict about what it takes. */
public final class TestCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();

    private TestCollector(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static TestCollector start() {
        try {
            return new TestCollector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base URL, as an operator configures it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var right = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestURI().toString().equals("/v1/traces")
                    && "application/x-protobuf"
                            .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (right) {
                var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
                received.addAll(request.getResourceSpansList());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(right ? 200 : 400, -1);
        }
    }

    public List<ResourceSpans> received() {
        return List.copyOf(received);
    }

    public List<Span> spans() {
        return received.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** The span of this name, once it has come. */
    public Span span(String name) {
        Eventually.holds(() -> find(name).isPresent());
        return find(name).orElseThrow();
    }

    public Optional<Span> find(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).findFirst();
    }

    /** The attribute of a span as text; empty if there is none. */
    public static String fact(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
