/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.rotation.LogRotation;
import dev.bulla.ca.rotation.Rotation;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import dev.bulla.ca.signing.NextPair;
import dev.bulla.ca.signing.PairFolder;
import dev.bulla.ca.signing.StoredKey;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that issued for four clients at once, was backed up again and again while its keys were replaced, went on, and has
 * stopped.
 */
final class BackedUpServer implements AutoCloseable {
    private static final String PASSWORD = "correct horse";
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final int CLIENTS = 4;

    private final Path folder;
    private final TestIssuer issuer = TestIssuer.started();
    private final Queue<List<String>> issued = new ConcurrentLinkedQueue<>();
    private final List<Path> backups = new ArrayList<>();
    private List<List<String>> inEarly = List.of();
    private TreeRoot seen = new TreeRoot(0, TreeHasher.EMPTY);

    BackedUpServer(Path folder) {
        this.folder = folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path settings() {
        return folder.resolve("serve.yaml");
    }

    /** Taken under load, and older than what was issued afterwards. */
    Path early() {
        return backups.get(backups.size() - 2);
    }

    /** Taken after the end. */
    Path late() {
        return backups.getLast();
    }

    List<Path> backups() {
        return List.copyOf(backups);
    }

    List<List<String>> issued() {
        return List.copyOf(issued);
    }

    /** What was issued before the early backup was begun. */
    List<List<String>> inEarly() {
        return inEarly;
    }

    /** The first log's tree, as a reader saw it before the early backup was begun. */
    TreeRoot seen() {
        return seen;
    }

    void live() throws Exception {
        new CaFolder(folder.resolve("ca"))
                .make(
                        new CaFolder.Plan(CaKeyType.P256, "example.com", PASSWORD),
                        Crypto.fastest(),
                        InstantSource.system(),
                        new SecureRandom());
        var flags = flags(authority());
        Files.writeString(
                settings(),
                flags.entrySet().stream()
                        .map(flag -> "%s: '%s'%n".formatted(flag.getKey(), flag.getValue()))
                        .collect(Collectors.joining("", "data: '" + data() + "'\n", "")));
        try (var server = start(data(), authority());
                var threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
            var isOver = new AtomicBoolean();
            var clients = new ArrayList<Future<?>>();
            for (var i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> issueUntil(server, isOver)));
            }
            Requests.until(() -> issued.size() > CLIENTS || clients.stream().anyMatch(Future::isDone));
            backUpWhile(threads.submit(this::rotate));
            Requests.until(() -> hasNextLog(server));
            try (var visitor = new LogVisitor(server.http("/log").toString())) {
                seen = visitor.head();
            }
            inEarly = List.copyOf(issued);
            backUp();
            var before = issued.size();
            Requests.until(() ->
                    issued.size() > before + 2 * CLIENTS || clients.stream().anyMatch(Future::isDone));
            isOver.set(true);
            for (var client : clients) {
                client.get();
            }
        }
        backUp();
    }

    private void backUpWhile(Future<?> rotation) throws Exception {
        while (!rotation.isDone()) {
            backUp();
        }
        rotation.get();
    }

    private void backUp() {
        var to = folder.resolve("backup-" + backups.size());
        var run = CommandRun.of("backup", to.toString(), "--config", settings().toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        backups.add(to);
    }

    private Void rotate() throws Exception {
        var pair = new PairFolder(authority(), PairFolder.Role.AUTHORITY);
        var rotation = new Rotation(pair, new DataFolder(data()), InstantSource.system(), "ada");
        var next = new NextPair(pair, PASSWORD, Crypto.fastest(), InstantSource.system(), new SecureRandom());
        rotation.next(next, new NextPair.Under(pair.issuer(PASSWORD), Optional.empty()));
        new LogRotation(new DataFolder(data()), InstantSource.system(), "ada").next(true);
        rotation.switchOver(true);
        return null;
    }

    /** The log that was asked for takes what is issued. */
    private boolean hasNextLog(TestServer server) {
        try (var visitor = new LogVisitor(server.http("/log").toString())) {
            return visitor.json("/log_list.v3.json")
                            .path("operators")
                            .path(0)
                            .path("tiled_logs")
                            .size()
                    == 2;
        }
    }

    private Path authority() {
        return folder.resolve("ca");
    }

    private Map<String, String> flags(Path authority) throws IOException {
        return new HashMap<>(Map.of(
                "ca",
                "fileca",
                "fileca-cert",
                authority.resolve("chain.pem").toString(),
                "fileca-key",
                authority.resolve("intermediate-key.pem").toString(),
                "fileca-key-passwd",
                PASSWORD,
                "config-path",
                Requests.trust(folder, issuer).toString(),
                "public-url",
                "https://ca.example"));
    }

    /** Starts a server on a data folder, with the authority that it had or the one in a backup. */
    TestServer start(Path data, Path authority) throws IOException {
        var flags = flags(authority);
        flags.put("data", data.toString());
        return TestServer.start(folder, Path.of(flags.get("config-path")), InstantSource.system(), flags);
    }

    /** Where a backup has the authority's files. */
    Path authorityIn(Path backup) {
        return backup.resolve("elsewhere").resolve(authority().toString().substring(1));
    }

    private Void issueUntil(TestServer server, AtomicBoolean isOver) {
        while (!isOver.get()) {
            issued.add(issue(server));
            LockSupport.parkNanos(20_000_000);
        }
        return null;
    }

    List<String> issue(TestServer server) {
        var answer = server.send(
                Requests.signing(server, issuer.token(), KEY, ADDRESS).build());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Requests.chain(answer);
    }

    boolean issues(TestServer server) {
        return server.send(Requests.signing(server, issuer.token(), KEY, ADDRESS)
                                .build())
                        .statusCode()
                == 200;
    }

    /** A mixture of before and after a rotation would be no server's state. */
    void expectOfOneMoment(Path backup) throws IOException {
        var authority = authorityIn(backup);
        var key = new StoredKey(authority.resolve("intermediate-key.pem"), PASSWORD).read(Crypto.fastest());
        assertThat(AnswerFields.parse(Files.readString(authority.resolve("chain.pem")))
                        .getPublicKey()
                        .getEncoded())
                .as("the authority's certificate and key in " + backup)
                .isEqualTo(key.getPublic().getEncoded());
        var logs = new ArrayList<String>();
        JsonMapper.shared()
                .readTree(Files.readString(backup.resolve("backup.json")))
                .path("logs")
                .forEach(log -> logs.add("log-" + log.path("name").asString() + ".pem"));
        try (var keys = Files.list(backup.resolve("data/keys"))) {
            assertThat(keys.map(file -> file.getFileName().toString()))
                    .as("keys of logs in " + backup)
                    .containsExactlyInAnyOrderElementsOf(logs);
        }
    }

    @Override
    public void close() {
        issuer.close();
    }
}
