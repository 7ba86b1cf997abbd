/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The little of an object store that a log needs, with one bucket called {@code logs}. One request after the other. */
public final class TinyStore implements AutoCloseable {
    private static final String BUCKET = "/logs";

    private final HttpServer server;
    private final SortedMap<String, String> objects = new TreeMap<>();
    private int writes;
    private final SortedMap<String, String> tags = new TreeMap<>();

    private TinyStore(HttpServer server) {
        this.server = server;
    }

    public static TinyStore start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var store = new TinyStore(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(BUCKET, store::serve);
        server.start();
        return store;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public synchronized boolean has(String key) {
        return objects.containsKey(key);
    }

    public synchronized byte[] content(String key) {
        return objects.getOrDefault(key, "").getBytes(StandardCharsets.ISO_8859_1);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            var path = exchange.getRequestURI().getPath();
            var key = path.equals(BUCKET) ? "" : path.substring(BUCKET.length() + 1);
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, body);
                case "DELETE" -> {
                    objects.remove(key);
                    answer(exchange, 204, "");
                }
                default -> {
                    if (key.isEmpty()) {
                        answer(exchange, 200, list(exchange.getRequestURI().getQuery()));
                    } else {
                        get(exchange, key);
                    }
                }
            }
        }
    }

    private void put(HttpExchange exchange, String key, String body) throws IOException {
        var match = header(exchange, "If-Match");
        var isRefused = (header(exchange, "If-None-Match").isPresent() && objects.containsKey(key))
                || (match.isPresent()
                        && objects.containsKey(key)
                        && !match.get().equals(tags.get(key)));
        if (match.isPresent() && !objects.containsKey(key)) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
        } else if (isRefused) {
            answer(exchange, 412, "<Error><Code>PreconditionFailed</Code></Error>");
        } else {
            objects.put(key, body);
            tags.put(key, "\"" + ++writes + "\"");
            exchange.getResponseHeaders().set("ETag", tags.get(key));
            answer(exchange, 200, "");
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        if (objects.containsKey(key)) {
            exchange.getResponseHeaders().set("ETag", tags.get(key));
            answer(exchange, 200, objects.get(key));
        } else {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
        }
    }

    private String list(String query) {
        var parts = Arrays.stream(query.split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        var prefix = parts.getOrDefault("prefix", "");
        var found =
                objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        var inside = parts.containsKey("delimiter")
                ? found.stream()
                        .filter(key -> key.indexOf('/', prefix.length()) > 0)
                        .map(key -> key.substring(0, key.indexOf('/', prefix.length()) + 1))
                        .distinct()
                        .map("<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>"::formatted)
                : found.stream().map("<Contents><Key>%s</Key></Contents>"::formatted);
        return "<ListBucketResult><IsTruncated>false</IsTruncated>%s</ListBucketResult>"
                .formatted(inside.collect(Collectors.joining()));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var isSent = !text.isEmpty() && !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isSent ? text.length() : -1);
        if (isSent) {
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
