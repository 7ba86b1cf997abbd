/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestSubmissions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log that runs alone and is killed, without a chance to end well, while many submit to it. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledLogTest {
    private static final int KILLS = 2;
    private static final int CLIENTS = 8;
    private static final int ENOUGH = 150;
    private static final Pattern PORT = Pattern.compile("serving HTTP on port (\\d+)");

    @TempDir
    private Path folder;

    private final TestSubmissions submissions = TestSubmissions.of(Crypto.fastest());
    private final AtomicLong numbers = new AtomicLong();
    /** By the bodies that were sent: who signs a certificate a second time makes another one. */
    private final Map<String, JsonNode> promised = new ConcurrentHashMap<>();

    @Test
    void whatItPromisedItHasWhateverHappensToIt() throws Exception {
        Files.writeString(folder.resolve("roots.pem"), submissions.rootPem());
        assertThat(command("create").start().waitFor()).isZero();
        for (var kill = 0; kill < KILLS; kill++) {
            liveAndBeKilled((kill + 1) * ENOUGH);
        }

        var process = serve();
        try (var client = HttpClient.newHttpClient()) {
            var port = port(process);
            assertThat(promised).hasSizeGreaterThanOrEqualTo(KILLS * ENOUGH);
            for (var promise : promised.entrySet()) {
                var again = submit(client, port, promise.getKey()).orElseThrow();

                assertThat(again.path("timestamp")).isEqualTo(promise.getValue().path("timestamp"));
                assertThat(again.path("extensions"))
                        .isEqualTo(promise.getValue().path("extensions"));
            }
            assertThat(promised.values())
                    .extracting(promise -> promise.path("extensions").asString())
                    .doesNotHaveDuplicates();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void liveAndBeKilled(int enough) throws Exception {
        var process = serve();
        var port = port(process);
        var threads = new ArrayList<Thread>();
        try (var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < CLIENTS; i++) {
                threads.add(Thread.ofVirtual().start(() -> submitUntilItIsGone(client, port)));
            }
            Requests.until(() -> promised.size() >= enough);
            process.destroyForcibly().waitFor();
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void submitUntilItIsGone(HttpClient client, int port) {
        while (true) {
            var body = submissions.body(numbers.getAndIncrement());
            try {
                submit(client, port, body).ifPresent(promise -> promised.put(body, promise));
            } catch (IOException _) {
                return;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Optional<JsonNode> submit(HttpClient client, int port, String body)
            throws IOException, InterruptedException {
        var url = URI.create("http://127.0.0.1:" + port + "/log/ct/v1/add-chain");
        var request =
                HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return answer.statusCode() == 200 ? Optional.of(JsonMapper.shared().readTree(answer.body())) : Optional.empty();
    }

    private Process serve() throws IOException {
        return command(
                        "serve",
                        "--log-accepted-roots=" + folder.resolve("roots.pem"),
                        "--host=127.0.0.1",
                        "--admin-host=127.0.0.1",
                        "--port=0",
                        "--metrics-port=0")
                .start();
    }

    /** Waits for it, and lets what else it says flow away. */
    private static int port(Process process) throws IOException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return Integer.parseInt(port.group(1));
            }
        }
        throw new AssertionError("the log did not start");
    }

    private ProcessBuilder command(String what, String... flags) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bulla.ca.Main",
                "log",
                what,
                "--data=" + folder.resolve("data"),
                "--log-origin=log.example.com/killed"));
        command.addAll(List.of(flags));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
