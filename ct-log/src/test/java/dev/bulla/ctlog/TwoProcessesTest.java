/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.store.s3.Credentials;
import dev.bulla.ctlog.store.s3.FakeStore;
import dev.bulla.ctlog.store.s3.RealStore;
import dev.bulla.ctlog.store.s3.RealStore.Kind;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes that want to write to one log in an object store. The one that writes is killed while it does. */
@Timeout(300)
class TwoProcessesTest {
    static final Duration LEASE = Duration.ofSeconds(3);

    private static final int SUBMISSIONS = 1500;
    private static final int ENOUGH = 60;

    @TempDir
    Path folder;

    /** What a process was told about a submission. */
    private record Place(long index, long timestamp) {}

    private final Map<Integer, Place> told = new HashMap<>();
    private StoreWriter.Shared shared = new StoreWriter.Shared(TestKeys.P256.make(), List.of(), List.of());

    @Test
    void whenTheWriterIsKilledTheOtherGoesOnAndNothingIsLost() throws Exception {
        try (var store = FakeStore.start()) {
            fight(new Target(store.endpoint(), FakeStore.REGION, FakeStore.BUCKET, FakeStore.CREDENTIALS));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MOTO", "VERSITYGW"})
    void itIsTheSameInStoresOfOthers(Kind kind) throws Exception {
        try (var store = RealStore.start(kind, folder.resolve("store"))) {
            fight(new Target(store.endpoint(), RealStore.REGION, RealStore.BUCKET, RealStore.CREDENTIALS));
        }
    }

    private void fight(Target target) throws Exception {
        share();
        try (var first = start(target, "one", 0);
                var second = start(target, "other", 1)) {
            // given one that writes and one that waits
            var isFirst = first.line().equals("open");
            var writer = isFirst ? first : second;
            var waiting = isFirst ? second : first;
            (isFirst ? waiting : writer).await(isFirst ? "waits" : "open");
            writer.await(ENOUGH, told);

            // when
            var before = target.checkpoint();
            writer.kill(told);

            // then the other goes on, and who comes back waits
            waiting.await("open");
            waiting.await(ENOUGH, told);
            try (var again = start(target, writer.name(), 2)) {
                again.await("waits");
                waiting.end(told);
                again.await("open");
                again.end(told);
            }
            requireWhole(target, before);
        }
    }

    /** Nothing forked, and everything that was told is so. */
    private void requireWhole(Target target, Optional<String> before) throws Exception {
        var options = CheckedFolder.checking(LogKey.of(shared.key().getPublic().getEncoded(), LogInFolder.PROVIDER));
        var since = new LogCheck.Options(options.key(), before, false, 2, 10, options.progress());
        assertThat(before).isPresent();
        for (var plan : List.of(options, since)) {
            var report = new LogCheck(LogInFolder.PROVIDER, plan).check(target.store(), "2026");
            assertThat(report.damaged()).isEmpty();
            assertThat(report.head().orElseThrow().size()).isGreaterThanOrEqualTo(told.size());
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(2 * ENOUGH);
        assertThat(new HashSet<>(told.values())).hasSameSizeAs(told.keySet());
        try (var log = StoreWriter.open(shared, folder.resolve("judge"), target.store(), LogEvents.IGNORED)) {
            for (var one : told.entrySet()) {
                var again = log.submit(shared.chain(one.getKey())).await(Duration.ofSeconds(30));
                assertThat(new Place(again.extensions().leafIndex().orElseThrow(), again.timestamp()))
                        .as("submission %d", one.getKey())
                        .isEqualTo(one.getValue());
            }
        }
    }

    private void share() throws IOException {
        var chain = TestChain.of(TestKeys.P256);
        var submissions = new ArrayList<byte[]>();
        for (var i = 0; i < SUBMISSIONS; i++) {
            submissions.add(chain.precertificate("submission " + i).toArray());
        }
        shared = new StoreWriter.Shared(shared.key(), LogInFolder.arrays(chain.certificates()), submissions);
        shared.write(folder.resolve("shared"));
    }

    /** Each process submits every third entry, from its own number on. */
    private Writer start(Target target, String name, int first) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName(),
                folder.resolve("shared").toString(),
                folder.resolve(name).toString()));
        command.addAll(target.arguments());
        command.addAll(List.of(String.valueOf(first), "3"));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Writer(name, process, process.inputReader(StandardCharsets.US_ASCII));
    }

    /** A bucket, and who may use it. */
    private record Target(URI endpoint, String region, String bucket, Credentials credentials) {

        List<String> arguments() {
            return List.of(endpoint.toString(), region, bucket, credentials.keyId(), credentials.secret());
        }

        ObjectStore store() {
            var own = new ObjectStore.Credentials(credentials.keyId(), credentials.secret(), Optional.empty());
            return new ObjectStore(
                    new ObjectStore.Place(endpoint, region, bucket, "logs/"),
                    new ObjectStore.Entry(() -> own, Optional.empty()),
                    new ObjectStore.Tempo(LEASE, Duration.ZERO));
        }

        Optional<String> checkpoint() throws IOException {
            try (var client = store().client()) {
                return client.below("2026")
                        .read("checkpoint", 1 << 16)
                        .map(note -> new String(note.toArray(), StandardCharsets.UTF_8));
            }
        }
    }

    /** A process that writes or waits. */
    private record Writer(String name, Process process, BufferedReader output) implements AutoCloseable {

        void await(String wanted) throws IOException {
            for (var line = line(); !line.equals(wanted); line = line()) {
                assertThat(line).doesNotStartWith("told");
            }
        }

        void await(int count, Map<Integer, Place> told) throws IOException {
            for (var left = count; left > 0; ) {
                left -= note(line(), told);
            }
        }

        String line() throws IOException {
            var line = output.readLine();
            assertThat(line).as("the process %s has ended", name).isNotNull();
            return line;
        }

        private static int note(String line, Map<Integer, Place> told) {
            var words = line.split(" ", -1);
            if (!words[0].equals("told")) {
                assertThat(words[0]).as(line).isIn("waits", "open", "closed");
                return 0;
            }
            told.put(Integer.parseInt(words[1]), new Place(Long.parseLong(words[2]), Long.parseLong(words[3])));
            return 1;
        }

        /** With SIGKILL. What it had said by then counts: the handle leaves its output open. */
        void kill(Map<Integer, Place> told) throws Exception {
            process.toHandle().destroyForcibly();
            rest(told);
        }

        /** In good order. */
        void end(Map<Integer, Place> told) throws Exception {
            process.getOutputStream().close();
            rest(told);
            assertThat(process.exitValue()).isZero();
        }

        private void rest(Map<Integer, Place> told) throws Exception {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                note(line, told);
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
