/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LogCommandTest {
    /** SHA-256 of nothing, the root of the empty tree. */
    private static final String NOTHING = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @TempDir
    private Path folder;

    private String data;

    @BeforeEach
    void nameTheFolder() {
        data = folder.resolve("data").toString();
    }

    @Test
    void theUrlIsOneLineThatAnswers() throws IOException {
        try (var server = start(Map.of())) {
            var run = CommandRun.of("log", "url", "--data", data);

            assertThat(run.exit()).isZero();
            assertThat(run.out()).isEqualTo(server.http("/log") + "\n");
            assertThat(server.send(HttpRequest.newBuilder(server.http("/log/checkpoint"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theUrlStaysWhenTheServerHasStopped() throws IOException {
        var server = start(Map.of("log-prefix", "/ct/2026"));
        server.close();

        assertThat(CommandRun.of("log", "url", "--data=" + data).out()).isEqualTo(server.http("/ct/2026") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "status"})
    void aFolderThatNoServerEverHadIsAnError(String command) {
        var run = CommandRun.of("log", command, "--data", data);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("ever", "--data=" + data).hasLineCount(1);
    }

    @Test
    void aServerWithoutALogHasNoUrlOfOne() throws IOException {
        start(Map.of("ct-log-url", "", "insecure-no-ct-log", "true")).close();

        var run = CommandRun.of("log", "url", "--data", data);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("has no log of its own").hasLineCount(1);
    }

    @Test
    void statusShowsTheFilesAndWhatTheServerSays() throws IOException {
        try (var server = start(Map.of("log-origin", "ca.example.com/log"))) {
            var run = CommandRun.of("log", "status", "--data", data, "--json");

            var json = JsonMapper.shared().readTree(run.out());
            assertThat(run.exit()).isZero();
            assertThat(json.propertyNames())
                    .containsExactly(
                            "folder",
                            "origin",
                            "logId",
                            "created",
                            "published",
                            "witnessed",
                            "ended",
                            "noteKeys",
                            "url",
                            "served");
            assertThat(json.path("origin").asString()).isEqualTo("ca.example.com/log");
            assertThat(ready(server))
                    .contains("log: our own, id " + json.path("logId").asString());
            assertThat(json.path("url").asString())
                    .isEqualTo(server.http("/log").toString());
            assertThat(json.path("served").path("size").asLong(-1)).isZero();
            assertThat(json.path("served").path("root").asString()).isEqualTo(NOTHING);
        }
    }

    @Test
    void statusOfAStoppedServerIsThatOfItsFiles() throws IOException {
        var server = start(Map.of());
        server.close();

        var run = CommandRun.of("log", "status", "--data", data);

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "origin:    localhost/log\n",
                        "published: 0 entries, root " + NOTHING + ", signed at 20",
                        "server:    " + server.http("/log") + " does not answer\n")
                .hasLineCount(6);
        var json = JsonMapper.shared()
                .readTree(
                        CommandRun.of("log", "status", "--data", data, "--json").out());
        assertThat(json.path("served").isNull()).isTrue();
        assertThat(json.path("published").path("size").asLong(-1)).isZero();
    }

    @Test
    void statusSaysWhichFileIsDamaged() throws IOException {
        start(Map.of()).close();
        var log = onlyLog();
        Files.writeString(log.resolve("checkpoint"), "localhost/log\nmany\n");
        var checkpoint = CommandRun.of("log", "status", "--data", data);
        assertThat(checkpoint.exit()).isEqualTo(1);
        assertThat(checkpoint.err()).contains(log.resolve("checkpoint") + ": checkpoint");

        Files.writeString(log.resolve("log.json"), "{\"origin\": \"localhost/log\"}");
        var facts = CommandRun.of("log", "status", "--data", data);
        assertThat(facts.exit()).isEqualTo(1);
        assertThat(facts.err())
                .contains(log.resolve("log.json") + " is damaged")
                .hasLineCount(1);
    }

    @Test
    void statusBelievesNoHeadThatTheLogDidNotSign() throws IOException {
        start(Map.of()).close();
        var checkpoint = onlyLog().resolve("checkpoint");
        Files.writeString(checkpoint, Files.readString(checkpoint).replace("\n0\n", "\n1\n"));

        var run = CommandRun.of("log", "status", "--data", data);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(checkpoint + ": ", "signature does not hold")
                .hasLineCount(1);
    }

    @Test
    void statusBelievesNoServerThatIsNotTheLog() throws IOException {
        start(Map.of()).close();
        var stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("localhost/log\nmany\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        stranger.start();
        var addresses = folder.resolve("data/public/addresses.json");
        Files.writeString(
                addresses,
                Files.readString(addresses)
                        .replaceAll(
                                "http://(localhost|127.0.0.1):[0-9]+/log",
                                "http://127.0.0.1:" + stranger.getAddress().getPort() + "/log"));
        try {
            var run = CommandRun.of("log", "status", "--data", data);

            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .contains(stranger.getAddress().getPort() + "/log/checkpoint: checkpoint")
                    .hasLineCount(1);
        } finally {
            stranger.stop(0);
        }
    }

    private Path onlyLog() throws IOException {
        try (var logs = Files.list(folder.resolve("data/log"))) {
            return logs.findFirst().orElseThrow();
        }
    }

    private static String ready(TestServer server) {
        var answer = server.send(
                HttpRequest.newBuilder(server.admin("/readyz?verbose")).build());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private TestServer start(Map<String, String> flags) throws IOException {
        var trust = Files.writeString(folder.resolve("issuers.yaml"), "oidc-issuers: {}\n");
        return TestServer.start(folder, trust, InstantSource.system(), flags);
    }
}
