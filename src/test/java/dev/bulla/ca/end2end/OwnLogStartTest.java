/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.end2end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.config.InvalidSettingsException;
import dev.bulla.ca.testing.Heard;
import dev.bulla.ca.testing.MovableClock;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start with an embedded log makes, goes on with, and refuses. */
@Timeout(120)
class OwnLogStartTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private Path data;
    private Path anchor;
    private Path log;
    private Path key;

    @BeforeEach
    void names() {
        var year = CLOCK.instant().toString().substring(0, 4);
        data = folder.resolve("data");
        anchor = folder.resolve("data.anchor");
        log = data.resolve("log").resolve(year);
        key = data.resolve("keys/log-" + year + ".pem");
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void theFirstStartMakesKeyLogAndAnchor() throws IOException {
        startAndStop(Map.of());

        assertThat(key).content().startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
        assertThat(log).isDirectoryContaining("glob:**/log.json").isDirectoryContaining("glob:**/checkpoint");
        assertThat(anchor.resolve(log.getFileName())).content().startsWith("localhost/log\n0\n");
        try (var published = Files.walk(log)) {
            assertThat(published.filter(Files::isRegularFile))
                    .noneSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .contains("PRIVATE KEY"));
        }
    }

    @Test
    void aLogWithoutItsAnchorIsRefused() throws IOException {
        startAndStop(Map.of());
        deleteAll(anchor);

        refused(Map.of(), "anchor", "missing", "restore it");
    }

    @Test
    void aLostAnchorCanBeMadeFromTheNewestCheckpoint() throws IOException {
        startAndIssue();
        deleteAll(anchor);
        Files.createDirectories(anchor);
        Files.copy(log.resolve("checkpoint"), anchor.resolve(log.getFileName()));

        startAndStop(Map.of());

        assertThat(log.resolve("checkpoint")).content().startsWith("localhost/log\n1\n");
    }

    @Test
    void aNewLogBeginsWhenAllOfTheOldOneWasMovedAway() throws IOException {
        startAndIssue();
        for (var part : List.of(data.resolve("log"), data.resolve("keys"), anchor)) {
            Files.move(part, folder.resolve("old-" + part.getFileName()));
        }

        startAndStop(Map.of());

        assertThat(log.resolve("checkpoint")).content().startsWith("localhost/log\n0\n");
        assertThat(key)
                .content()
                .isNotEqualTo(Files.readString(folder.resolve("old-keys").resolve(key.getFileName())));
    }

    @Test
    void aLostIndexIsMadeAgain() throws IOException {
        startAndIssue();
        deleteAll(log.resolve("index"));

        try (var server = start(CLOCK, Map.of());
                var visitor = new LogVisitor(server.http("/log").toString())) {
            var promised = visitor.promise(issued(server));

            assertThat(visitor.proveInclusion(promised.leaf(), visitor.head())).isEqualTo(1);
        }
    }

    @Test
    void anAnchorWithoutItsLogIsRefusedAndNoKeyIsMade() throws IOException {
        startAndStop(Map.of());
        deleteAll(data);

        refused(Map.of(), anchor.toString(), "restore the data folder", "move the anchor away");
        assertThat(key).doesNotExist();
    }

    @Test
    void anAnchorOfAnEarlierYearIsNotOverlooked() throws IOException {
        startAndStop(Map.of());
        deleteAll(data);

        assertThatThrownBy(() -> start(new MovableClock(Instant.parse("2031-05-01T00:00:00Z")), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("move the anchor away");
        assertThat(data.resolve("keys")).doesNotExist();
    }

    @Test
    void aShardThatTheAnchorRemembersIsMissed() throws IOException {
        var shards = Map.of("log-shards", "hour", "log-origin", "log.example.com/log");
        startAndStop(shards);
        Path oldest;
        try (var logs = Files.list(data.resolve("log"))) {
            oldest = logs.sorted().findFirst().orElseThrow();
        }
        deleteAll(oldest);

        refused(shards, anchor.resolve(oldest.getFileName()).toString(), "restore the data folder");

        Files.delete(anchor.resolve(oldest.getFileName()));
        startAndStop(shards);
    }

    @Test
    void theKeysOfShardsAreEncryptedFilesOfTheirOwn() throws IOException {
        startAndStop(Map.of("log-shards", "month", "log-key-passwd", "secret", "log-origin", "log.example.com/log"));

        try (var keys = Files.list(data.resolve("keys"))) {
            assertThat(keys)
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches("log-[0-9]{4}-[0-9]{2}\\.pem"))
                    .allSatisfy(file -> assertThat(file).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
        }
    }

    @Test
    void aLogThatWasMadeWithoutShardsKeepsItsYears() throws IOException {
        startAndIssue();
        try (var heard = Heard.from("dev.bulla.ca.OwnLog");
                var server = start(CLOCK, Map.of("log-shards", "year"));
                var visitor = new LogVisitor(server.http("/log").toString())) {
            var promised = visitor.promise(issued(server));

            assertThat(visitor.proveInclusion(promised.leaf(), visitor.head())).isEqualTo(1);
            assertThat(heard.lines()).anyMatch(line -> line.contains("was made without shards"));
        }
        try (var logs = Files.list(data.resolve("log"))) {
            assertThat(logs).hasSize(1);
        }
    }

    @Test
    void aLogGoesOnInTheNextYear() throws IOException {
        startAndStop(Map.of());
        var next = CLOCK.instant().plus(Duration.ofDays(370));

        start(new MovableClock(next), Map.of()).close();

        assertThat(log.getParent())
                .isDirectoryNotContaining("glob:**/" + next.toString().substring(0, 4));
    }

    @Test
    void whatElseLiesBesideTheLogIsNoLog() throws IOException {
        Files.createDirectories(data.resolve("log/lost+found"));

        startAndStop(Map.of());
        startAndStop(Map.of());

        assertThat(log.resolve("log.json")).exists();
    }

    @Test
    void anOldCopyOfTheFolderIsRefused() throws IOException {
        startAndStop(Map.of());
        var copy = folder.resolve("copy");
        copyAll(data, copy);
        startAndIssue();
        deleteAll(data);
        copyAll(copy, data);

        refused(Map.of(), "0 entries", "remembers 1", "old copy");
    }

    @Test
    void aLogWithoutItsKeyIsRefused() throws IOException {
        startAndStop(Map.of());
        Files.delete(key);

        refused(Map.of(), key + " is missing", "restore it");
        assertThat(key).doesNotExist();
    }

    @Test
    void anotherKeyThanTheLogsIsRefused() throws IOException {
        startAndStop(Map.of());
        Files.writeString(key, pem(TestKeys.p256()));

        refused(Map.of(), "the log is that of key", "use the log's own key");
    }

    @ParameterizedTest
    @CsvSource({"log-origin,elsewhere.example.com/log", "log-leaf-index,false"})
    void whatIsFixedForEverCannotBeChanged(String setting, String value) throws IOException {
        startAndStop(Map.of());

        refused(Map.of(setting, value), "cannot change");
    }

    @Test
    void thePasswordEncryptsTheKeyAndIsNeededForIt() throws IOException {
        startAndStop(Map.of("log-key-passwd", "open sesame"));
        assertThat(key).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");

        refused(Map.of("log-key-passwd", "wrong"), "the log: ");
        startAndStop(Map.of("log-key-passwd", "open sesame"));
    }

    @Test
    void aKeyOfOnesOwnMustBeThereAndBeOneThatClientsKnow() throws IOException {
        var own = folder.resolve("own.pem");
        refused(Map.of("log-key", own.toString()), own + " is missing");

        Files.writeString(own, pem(TestKeys.p384()));
        refused(Map.of("log-key", own.toString()), "the log: ");

        Files.writeString(own, pem(TestKeys.p256()));
        startAndStop(Map.of("log-key", own.toString()));
        assertThat(key).doesNotExist();
    }

    @Test
    void aNoteKeyOfAnotherKindIsRefused() throws IOException {
        var note = Files.writeString(folder.resolve("note.pem"), pem(TestKeys.p256()));

        refused(Map.of("log-note-keys", note.toString()), "Ed25519");
    }

    @Test
    void aSecondServerWaitsForTheFirstToStop() throws Exception {
        var first = start(CLOCK, Map.of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = threads.submit(() -> start(CLOCK, Map.of()));
            assertThat(second.isDone()).isFalse();

            first.close();

            second.get().close();
        } finally {
            first.close();
        }
    }

    @Test
    void aStartThatFailsLeavesTheLogFree() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var flags = Map.of("grpc-port", String.valueOf(taken.getLocalPort()));
            assertThatThrownBy(() -> start(CLOCK, flags)).isInstanceOf(UncheckedIOException.class);
        }

        var begin = System.nanoTime();
        startAndStop(Map.of());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void warnsThatTheAnchorIsOnTheSameDisk() throws IOException {
        try (var heard = Heard.from("dev.bulla.ca.OwnShards")) {
            startAndStop(Map.of());

            assertThat(heard.lines())
                    .anyMatch(line -> line.startsWith("the log's anchor " + anchor + " is on the same disk as the log")
                            && line.contains("--log-anchor"));
        }
    }

    private void refused(Map<String, String> flags, String... because) {
        assertThatThrownBy(() -> start(CLOCK, flags))
                .isInstanceOf(InvalidSettingsException.class)
                .message()
                .contains(because);
    }

    private void startAndIssue() throws IOException {
        try (var server = start(CLOCK, Map.of())) {
            issued(server);
        }
    }

    private List<String> issued(TestServer server) {
        var answer = server.send(Requests.signing(server, issuer.token(), TestKeys.p256(), "ada@example.com")
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Requests.chain(answer);
    }

    private void startAndStop(Map<String, String> flags) throws IOException {
        start(CLOCK, flags).close();
    }

    private TestServer start(InstantSource clock, Map<String, String> flags) throws IOException {
        return TestServer.start(folder, Requests.trust(folder, issuer), clock, flags);
    }

    private static String pem(TestKey key) {
        return TestKey.pem("PRIVATE KEY", key.privateKey().getEncoded());
    }

    private static void deleteAll(Path path) throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
