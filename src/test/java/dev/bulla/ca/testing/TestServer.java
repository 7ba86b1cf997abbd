/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.RunningServer;
import dev.bulla.ca.Wiring;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The whole server as {@code bulla serve} starts it, on ports of its own, with a throwaway key. */
public final class TestServer implements AutoCloseable {
    private final RunningServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(RunningServer server) {
        this.server = server;
    }

    /**
     * Starts a server that logs to the given log.
     *
     * @param folder for everything it writes
     * @param trust  its issuer configuration
     * @param more   further flags, which win
     */
    public static TestServer start(
            Path folder, Path trust, TestLogServer log, InstantSource clock, Map<String, String> more) {
        try {
            var key = Files.writeString(
                    folder.resolve("log.pem"),
                    TestKey.pem("PUBLIC KEY", log.key().encoded()));
            var flags = new HashMap<>(Map.of(
                    "ct-log-url", log.url().toString(),
                    "ct-log-public-key-path", key.toString()));
            flags.putAll(more);
            return start(folder, trust, clock, flags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with whatever log the flags name. */
    public static TestServer start(Path folder, Path trust, InstantSource clock, Map<String, String> more) {
        var flags = new HashMap<>(Map.of(
                "ca", "ephemeralca",
                "config-path", trust.toString(),
                "data", folder.resolve("data").toString(),
                "host", "127.0.0.1",
                "grpc-host", "127.0.0.1",
                "admin-host", "127.0.0.1",
                "port", "0",
                "grpc-port", "0",
                "metrics-port", "0"));
        // A slow machine is no reason for a refusal, but where a test says so.
        flags.putAll(Map.of("shutdown-grace", "2s", "core-wait", "10m"));
        flags.putAll(more);
        var problems = new Problems();
        var settings = SettingsReader.read(flags, Map.of(), Optional.empty(), problems);
        return new TestServer(Wiring.start(settings, problems, clock));
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + server.ports().http() + path);
    }

    public URI admin(String path) {
        return URI.create("http://127.0.0.1:" + server.ports().admin() + path);
    }

    public int grpcPort() {
        return server.ports().grpc();
    }

    public HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
