/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.RunningServer;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestSubmissions;
import dev.bulla.ca.testing.TlsPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What stands before a log that runs alone: bounds, addresses, client certificates, and lines for those who come. */
@Timeout(120)
class SubmissionDoorsTest {
    private static final TestSubmissions SUBMISSIONS = TestSubmissions.of(Crypto.fastest());

    @TempDir
    private Path folder;

    private final AtomicLong numbers = new AtomicLong();

    @BeforeEach
    void makeLog() throws IOException {
        Files.writeString(folder.resolve("roots.pem"), SUBMISSIONS.rootPem());
        LogServerWiring.create(
                SettingsReader.readLogToMake(flags(Map.of()), Map.of(), Optional.empty(), new Problems()),
                InstantSource.system());
    }

    @Test
    void withoutRoomOnTheDiskOneIsToldToComeBackAndReadingGoesOn() throws Exception {
        assumeThat(folder.toFile().getUsableSpace()).isLessThan(1L << 40);
        try (var log = start(Map.of("log-reserve", String.valueOf(1 << 20)));
                var client = HttpClient.newHttpClient()) {
            var refused = submit(client, log);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).startsWith("stopped: ");
            assertThat(client.send(
                                    HttpRequest.newBuilder(url(log, "/checkpoint"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        try (var log = start(Map.of());
                var client = HttpClient.newHttpClient()) {
            assertThat(submit(client, log).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoFindsTheHouseFullIsToldToComeBackAndNobodyElseNotices() throws Exception {
        try (var log = start(Map.of("requests-in-flight", "1"));
                var client = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(8)) {
            var turnedAway = new ArrayList<HttpResponse<String>>();
            while (turnedAway.isEmpty()) {
                Callable<HttpResponse<String>> one = () -> submit(client, log);
                for (var answer : threads.invokeAll(List.of(one, one, one, one, one, one, one, one))) {
                    if (answer.get().statusCode() == 200) {
                        continue;
                    }
                    turnedAway.add(answer.get());
                }
            }

            assertThat(turnedAway).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).startsWith("overloaded: ");
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            });
            assertThat(submit(client, log).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyAddressIsCountedForItself() throws Exception {
        try (var log = start(Map.of("log-submissions-per-second", "1"));
                var one = HttpClient.newHttpClient();
                var other = HttpClient.newBuilder()
                        .localAddress(InetAddress.getByName("127.0.0.2"))
                        .build()) {
            while (submit(one, log).statusCode() != 429) {
                // A slow machine may take longer than a second for one.
            }

            assertThat(submit(other, log).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whereClientsNeedACertificateNobodySubmitsWithoutOne() throws Exception {
        var servers = new TlsPki("servers");
        var clients = new TlsPki("clients");
        var party = servers.server();
        party.write(folder);
        var authorities = Files.writeString(folder.resolve("clients.pem"), clients.rootPem());
        var flags = Map.of(
                "tls-certificate",
                        Files.writeString(folder.resolve("chain.pem"), party.chainPem())
                                .toString(),
                "tls-key",
                        Files.writeString(folder.resolve("key.pem"), party.keyPem())
                                .toString(),
                "tls-client-ca", authorities.toString());
        try (var log = start(flags);
                var known = HttpClient.newBuilder()
                        .sslContext(servers.clientContext(clients.client()))
                        .build();
                var unknown = HttpClient.newBuilder()
                        .sslContext(servers.clientContext())
                        .build()) {
            assertThat(submit(known, log, "https").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> submit(unknown, log, "https")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void everySubmissionHasALineUnderTheNameThatItsAnswerTells() throws Exception {
        var file = folder.resolve("access.jsonl");
        var names = new ArrayList<String>();
        try (var log = start(Map.of("access-log", file.toString()));
                var client = HttpClient.newHttpClient()) {
            names.add(name(submit(client, log)));
            names.add(name(client.send(
                    submission(log, "http").header("X-Request-Id", "mine").build(), BodyHandlers.ofString())));
            names.add(name(client.send(
                    HttpRequest.newBuilder(url(log, "/ct/v1/add-chain"))
                            .POST(BodyPublishers.ofString("secret"))
                            .build(),
                    BodyHandlers.ofString())));
        }

        var lines = Files.readAllLines(file).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(lines).extracting(line -> line.path("request").asString()).containsExactlyElementsOf(names);
        assertThat(names.get(0)).isNotBlank();
        assertThat(names.get(1)).isEqualTo("mine");
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsExactly(200, 200, 400);
        assertThat(lines).extracting(line -> line.path("route").asString()).containsOnly("add-chain");
        assertThat(Files.readString(file)).doesNotContain("secret");
    }

    private static String name(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private RunningServer start(Map<String, String> more) {
        var problems = new Problems();
        var settings = SettingsReader.readLog(flags(more), Map.of(), Optional.empty(), problems);
        return LogServerWiring.start(settings, problems, InstantSource.system());
    }

    private Map<String, String> flags(Map<String, String> more) {
        var flags = new HashMap<>(Map.of(
                "data", folder.resolve("log").toString(),
                "log-origin", "log.example.com/log",
                "log-accepted-roots", folder.resolve("roots.pem").toString(),
                "host", "127.0.0.1",
                "admin-host", "127.0.0.1",
                "port", "0",
                "metrics-port", "0",
                "shutdown-grace", "2s"));
        flags.putAll(more);
        return flags;
    }

    private HttpResponse<String> submit(HttpClient client, RunningServer log) throws Exception {
        return submit(client, log, "http");
    }

    private HttpResponse<String> submit(HttpClient client, RunningServer log, String scheme) throws Exception {
        return client.send(submission(log, scheme).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder submission(RunningServer log, String scheme) {
        var url = URI.create(scheme + "://localhost:" + log.ports().http() + "/log/ct/v1/add-chain");
        return HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(SUBMISSIONS.body(numbers.getAndIncrement())));
    }

    private static URI url(RunningServer log, String path) {
        return URI.create("http://localhost:" + log.ports().http() + "/log" + path);
    }
}
