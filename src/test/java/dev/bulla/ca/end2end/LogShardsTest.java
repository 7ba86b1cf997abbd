/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.testing.RunningClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.ShardPeriod;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An authority whose own log goes from shard to shard while it issues. */
@Timeout(300)
class LogShardsTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final int CLIENTS = 4;
    private static final int STEPS = 11;

    /** What a client does with its certificate before it wants the next one. */
    private static final Duration WORK = Duration.ofMillis(50);

    private static final Duration STEP = Duration.ofMinutes(10);

    private final RunningClock clock = new RunningClock("2027-03-01T07:35:00Z");
    private final TestIssuer issuer = TestIssuer.startedAt(clock);
    private final Queue<List<String>> issued = new ConcurrentLinkedQueue<>();
    private final Map<String, LogVisitor> visitors = new HashMap<>();

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(
                folder,
                Requests.trust(folder, issuer),
                clock,
                Map.of(
                        "log-shards", "hour",
                        "log-shard-freeze", "20m",
                        "log-origin", "log.example.com/log"));
    }

    @AfterEach
    void stop() {
        visitors.values().forEach(LogVisitor::close);
        server.close();
        issuer.close();
    }

    @Test
    void rollsOverUnderLoadWithoutAFailedRequest() throws Exception {
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Future<?>>();
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> issueUntil(isOver)));
            }
            for (var step = 0; step < STEPS; step++) {
                var before = issued.size();
                clock.forward(STEP);
                Requests.until(() -> clients.stream().anyMatch(Future::isDone)
                        || hasShardFor(clock.instant().plus(STEP).plus(STEP)) && issued.size() > before + CLIENTS);
            }
            isOver.set(true);
            for (var client : clients) {
                client.get();
            }
        }
        Requests.until(() -> states().equals(Map.of("07", "readonly", "08", "readonly", "09", "usable")));

        var number = 0;
        for (var chain : issued) {
            visitor(shard(chain)).promise(chain);
            if (number++ % 10 == 0) {
                verify(chain);
            }
        }
        assertThat(issued.stream().map(this::shard).distinct())
                .containsExactlyInAnyOrder("2027-03-01T07", "2027-03-01T08", "2027-03-01T09");
        assertThat(sizes()).isEqualTo(issued.size());
        checkWithCommands();
        checkAfterARestartWithoutOldKeys();
    }

    private Void issueUntil(AtomicBoolean isOver) {
        for (; !isOver.get(); LockSupport.parkNanos(WORK.toNanos())) {
            // The token must outlive a leap of the clock.
            var token = issuer.token(it -> it.claim("exp", clock.instant().getEpochSecond() + 3000));
            var answer =
                    server.send(Requests.signing(server, token, KEY, ADDRESS).build());
            assertThat(answer.statusCode())
                    .as(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            issued.add(Requests.chain(answer));
        }
        return null;
    }

    /** By its end alone, as a verifier with a list of logs could say which one must have promised it. */
    private String shard(List<String> chain) {
        return ShardPeriod.HOUR.at(notAfter(chain)).name();
    }

    private static Instant notAfter(List<String> chain) {
        return AnswerFields.parse(chain.getFirst()).getNotAfter().toInstant();
    }

    private void verify(List<String> chain) {
        var visitor = visitor(shard(chain));
        var promised = visitor.promise(chain);
        assertThat(visitor.proveInclusion(promised.leaf(), visitor.head()))
                .isEqualTo(promised.timestamp().extensions().leafIndex().orElseThrow());
    }

    private LogVisitor visitor(String shard) {
        return visitors.computeIfAbsent(
                shard, name -> new LogVisitor(server.http("/log/" + name).toString()));
    }

    private List<JsonNode> listed() {
        var logs = new ArrayList<JsonNode>();
        try (var visitor = new LogVisitor(server.http("/log").toString())) {
            visitor.json("/log_list.v3.json")
                    .path("operators")
                    .path(0)
                    .path("tiled_logs")
                    .forEach(logs::add);
        }
        return logs;
    }

    private boolean hasShardFor(Instant notAfter) {
        return listed().stream()
                .map(log -> log.path("temporal_interval"))
                .anyMatch(window -> !notAfter.isBefore(
                                Instant.parse(window.path("start_inclusive").asString()))
                        && notAfter.isBefore(
                                Instant.parse(window.path("end_exclusive").asString())));
    }

    /** The state of each shard by its hour. */
    private Map<String, String> states() {
        var states = new HashMap<String, String>();
        listed().forEach(log -> states.put(
                log.path("submission_url").asString().replaceAll(".*T|/$", ""),
                log.path("state").propertyNames().iterator().next()));
        return states;
    }

    private long sizes() {
        return listed().stream()
                .map(log -> log.path("submission_url").asString().replaceAll(".*/log/|/$", ""))
                .mapToLong(shard -> visitor(shard).head().size())
                .sum();
    }

    private void checkWithCommands() throws IOException {
        var data = folder.resolve("data").toString();
        var status = CommandRun.of("log", "status", "--data", data);
        assertThat(status.out()).contains("log.example.com/log/2027-03-01T07", "ended:", "2027-03-01T09");
        var fsck = CommandRun.of("log", "fsck", data, "--json");
        assertThat(fsck.exit()).as(fsck.out()).isZero();
        assertThat(fsck.out().lines()).hasSize(3).allMatch(line -> line.contains("\"clean\":true"));
        var found = CommandRun.of(
                "log",
                "search",
                "--email",
                ADDRESS,
                "--shard",
                "2027-03-01T07",
                "--admin",
                server.admin("").toString());
        assertThat(found.exit()).isZero();
        assertThat(found.out()).startsWith("2027-03-01T07");
        assertThat(CommandRun.of(
                                "log",
                                "search",
                                "--email",
                                ADDRESS,
                                "--limit",
                                "5",
                                "--admin",
                                server.admin("").toString())
                        .out())
                .startsWith("2027-03-01T09")
                .contains("--shard 2027-03-01T0");
        var trust = folder.resolve("trust");
        assertThat(CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data)
                        .exit())
                .isZero();
        assertThat(trust.resolve("ctfe_2027-03-01T07.pub")).exists();
        assertThat(trust.resolve("ctfe_2027-03-01T09.pub")).exists();
        assertThat(new String(
                        server.send(HttpRequest.newBuilder(server.admin("/metrics"))
                                        .build())
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("bulla_log_size " + issued.size() + "\n")
                .contains("bulla_log_shards{state=\"ended\"} 2\n")
                .contains("bulla_log_shard_size{shard=\"2027-03-01T08\"}");
    }

    private void checkAfterARestartWithoutOldKeys() throws IOException {
        var chain = issued.peek();
        server.close();
        Files.delete(folder.resolve("data/keys/log-2027-03-01T07.pem"));
        Files.delete(folder.resolve("data/keys/log-2027-03-01T08.pem"));
        visitors.values().forEach(LogVisitor::close);
        visitors.clear();

        start();

        verify(chain);
        assertThat(visitor("2027-03-01T07").json("/log.v3.json").path("status").asString())
                .isEqualTo("readonly");
    }
}
