/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.command.CommandRun;
import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.testing.RunningClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TinyStore;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own log in an object store, as settings put it there. */
@Timeout(120)
class LogInStoreTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private static final String SEVEN = "2027-03-01T07";
    private static final String EIGHT = "2027-03-01T08";

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TinyStore store;

    LogInStoreTest() throws IOException {
        this.store = TinyStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
        issuer.close();
    }

    @Test
    void anAuthorityLogsThereAndAnotherMachineGoesOn() throws Exception {
        try (var first = start("first")) {
            issue(first);
        }
        var keys = folder.resolve("first/data/keys");
        Files.createDirectories(folder.resolve("second/data/keys"));
        try (var names = Files.list(keys)) {
            for (var key : (Iterable<Path>) names::iterator) {
                Files.copy(key, folder.resolve("second/data/keys").resolve(key.getFileName()));
            }
        }

        try (var second = start("second")) {
            issue(second);

            assertThat(checkpoint(second)).startsWith("localhost/log\n2\n");
        }
        assertThat(store.has("ca/" + shard() + "/checkpoint")).isTrue();
        assertThat(folder.resolve("second/data/log").resolve(shard())).isDirectoryNotContaining("glob:**/log.json");
    }

    @Test
    void aMachineWithoutTheKeyOfTheLogMakesNone() throws Exception {
        start("first").close();

        assertThatThrownBy(() -> start("second"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("is missing, and without the log's key nothing can be logged");
        assertThat(folder.resolve("second/data/keys")).doesNotExist();
    }

    @Test
    void aLogAloneIsMadeThereOnce() throws Exception {
        var target = SettingsReader.readLogToMake(
                store(Map.of("data", folder.resolve("log").toString())), Map.of(), Optional.empty(), new Problems());

        LogServerWiring.create(target, CLOCK);

        assertThat(store.has("ca/" + shard() + "/log.json")).isTrue();
        assertThatThrownBy(() -> LogServerWiring.create(target, CLOCK)).hasMessageContaining("already");
    }

    @Test
    void shardsEndThereAndAreReadWithoutTheirKeys() throws Exception {
        var clock = new RunningClock("2027-03-01T07:35:00Z");
        var flags = new HashMap<>(store(Map.of("log-shards", "hour", "log-shard-freeze", "20m")));
        try (var hourly = TestIssuer.startedAt(clock)) {
            var trust = Requests.trust(Files.createDirectories(folder.resolve("first")), hourly);
            try (var server = TestServer.start(folder.resolve("first"), trust, clock, flags)) {
                issue(server, hourly);
                clock.forward(Duration.ofMinutes(50));
                issue(server, hourly);
                Requests.until(
                        () -> page(server, "/log/" + SEVEN + "/log.v3.json").contains("\"status\":\"readonly\""));
            }
            Files.delete(folder.resolve("first/data/keys/log-" + SEVEN + ".pem"));
            try (var server = TestServer.start(folder.resolve("first"), trust, clock, flags)) {
                issue(server, hourly);
                assertThat(page(server, "/log/" + SEVEN + "/checkpoint.final"))
                        .startsWith("localhost/log/" + SEVEN + "\n1\n");
                assertThat(page(server, "/log/" + EIGHT + "/checkpoint")).startsWith("localhost/log/" + EIGHT + "\n");
            }
        }
        readWithCommands();
    }

    private void readWithCommands() throws IOException {
        var data = folder.resolve("first/data").toString();

        var all = command("log", "fsck", "s3://logs/ca", "--json");
        assertThat(all.exit()).as(all.err()).isZero();
        assertThat(all.out().lines()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains("\"clean\":true"));
        var one = command("log", "fsck", "s3://logs/ca/" + SEVEN);
        assertThat(one.out()).contains("localhost/log/" + SEVEN + ", 1 entries", "clean");
        assertThat(command("log", "fsck", "s3://logs/nothing").exit()).isEqualTo(2);

        var status = command("log", "status", "--data", data, "--log-store", "s3://logs/ca");
        assertThat(status.out()).contains("s3://logs/ca/" + SEVEN, "ended:     1 entries", "published: 2 entries");
        assertThat(CommandRun.of("log", "status", "--data", data).err()).contains("--log-store");

        var index = command("log", "index", data, "--log-store", "s3://logs/ca");
        assertThat(index.out()).contains("1 entries", "2 entries");
        var found = command(
                "log",
                "search",
                "--email",
                "ada@example.com",
                "--folder",
                data,
                "--log-store",
                "s3://logs/ca",
                "--json");
        assertThat(found.out().split("\"index\":", -1))
                .as(found.out() + found.err())
                .hasSize(4);

        var copy = folder.resolve("copy");
        var copied = command("log", "export", "--from", "s3://logs/ca", "--to", copy.toString());
        assertThat(copied.exit()).as(copied.err()).isZero();
        assertThat(copy.resolve(SEVEN).resolve("checkpoint.final")).exists();
        var trust = folder.resolve("trust");
        var exported = CommandRun.of("trust", "export", trust.toString(), "--local", "--data", data);
        assertThat(exported.exit()).as(exported.err()).isZero();
        assertThat(trust.resolve("ctfe_" + SEVEN + ".pub")).exists();
        assertThat(trust.resolve("ctfe_" + EIGHT + ".pub")).exists();
    }

    /** With what it takes to be let into the store. */
    private CommandRun command(String... words) throws IOException {
        var all = new ArrayList<>(List.of(words));
        var flags = store(Map.of());
        for (var name : List.of("log-s3-endpoint", "log-s3-credentials")) {
            all.add("--" + name);
            all.add(flags.get(name));
        }
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String shard() {
        return String.valueOf(CLOCK.instant().atZone(ZoneOffset.UTC).getYear());
    }

    private TestServer start(String name) throws IOException {
        var own = Files.createDirectories(folder.resolve(name));
        return TestServer.start(own, Requests.trust(own, issuer), CLOCK, store(Map.of()));
    }

    private Map<String, String> store(Map<String, String> more) throws IOException {
        var credentials = Files.writeString(folder.resolve("credentials"), """
                [other]
                aws_access_key_id = nobody
                [default]
                aws_access_key_id = AKTINY
                aws_secret_access_key = a=b
                """);
        var flags = new HashMap<>(Map.of(
                "log-store",
                "s3://logs/ca",
                "log-s3-endpoint",
                store.endpoint(),
                "log-s3-credentials",
                credentials.toString(),
                "log-s3-lease",
                "2s"));
        flags.putAll(more);
        return flags;
    }

    private void issue(TestServer authority) {
        issue(authority, issuer);
    }

    private static void issue(TestServer authority, TestIssuer issuer) {
        var answer = authority.send(Requests.signing(authority, issuer.token(), TestKeys.p256(), "ada@example.com")
                .build());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
    }

    private static String checkpoint(TestServer authority) {
        return page(authority, "/log/checkpoint");
    }

    private static String page(TestServer authority, String path) {
        var answer = authority.send(HttpRequest.newBuilder(authority.http(path)).build());
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
