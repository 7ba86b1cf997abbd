/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.store.s3.FakeStore;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import dev.bulla.ctlog.testing.ShiftedClock;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards whose files lie in an object store, over a border and beyond, on several machines. */
@Timeout(120)
class StoredShardsTest {
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.MONTH, Duration.ofDays(10), Duration.ofDays(1));
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant MAY = Instant.parse("2027-05-15T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2027-06-15T00:00:00Z");
    private static final String MAY_IS_OVER = "2027-06-02T00:00:01Z";

    private final ShiftedClock clock = new ShiftedClock("2027-05-10T12:00:00Z");
    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final FakeStore store;

    @TempDir
    private Path folder;

    StoredShardsTest() throws IOException {
        this.store = FakeStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void eachShardHasItsOwnPlaceInTheStore() throws Exception {
        try (var log = open(machine("one"))) {
            clock.moveTo("2027-05-22T00:00:01Z");
            log.tick();

            submit(log, "may", MAY);
            submit(log, "june", JUNE);

            assertThat(page(log, "log_list.v3.json"))
                    .contains("https://log.example/2027-05/")
                    .contains("https://log.example/2027-06/");
        }
        assertThat(store.keys())
                .contains("logs/2027-05/tile/data/000.p/1", "logs/2027-06/tile/data/000.p/1")
                .contains("logs/2027-05/head", "logs/2027-06/head");
    }

    @Test
    void aShardThatIsOverEndsAndIsServedOnAnyMachineWithoutItsKey() throws Exception {
        var one = machine("one");
        List<String> before;
        try (var log = open(one)) {
            submit(log, "one", MAY);
            submit(log, "two", MAY);
            endMay(log);

            assertThat(told).contains("ended 2027-05").endsWith("over");
            assertThat(page(log, "2027-05/log.v3.json")).contains("\"status\":\"readonly\"", "\"tree_size\":2,");
            assertThatThrownBy(() -> submit(log, "late", MAY)).isInstanceOf(NotLoggedException.class);
            submit(log, "three", JUNE);
            before = pages(log);
        }
        var last = SignedTreeHead.of(
                Note.parse(store.content("logs/2027-05/checkpoint.final").orElseThrow()),
                "log.example/2027-05",
                one.key("2027-05").id().value());
        assertThat(last.head().size()).isEqualTo(2);
        assertThat(one.key("2027-05").verifies(last.head().signedBytes(), last.signature()))
                .isTrue();
        assertThat(store.keys()).noneMatch(key -> key.startsWith("logs/2027-05/wal/"));

        var other = new ShardsInFolder(folder.resolve("other"), PLAN, clock) {
            @Override
            KeyPair keys(Shard shard) {
                assertThat(shard.name()).isNotEqualTo("2027-05");
                return one.keys(shard);
            }
        }.in(seen().awake());
        try (var log = open(other)) {
            assertThat(pages(log)).isEqualTo(before);
            assertThat(log.shard("2027-05").orElseThrow().hasEnded()).isTrue();
        }
        assertThat(check("2027-05").damaged()).isEmpty();
    }

    @Test
    void readersAreAnsweredWhileAShardEnds() throws Exception {
        try (var log = open(machine("one"));
                var threads = Executors.newSingleThreadExecutor()) {
            submit(log, "one", MAY);
            var isOver = new AtomicBoolean();
            var reading = threads.submit(() -> {
                for (var i = 0; !isOver.get(); i++) {
                    // What the answers so far do not help with.
                    assertThat(status(log, "2027-05/issuer/%064d".formatted(i))).isEqualTo(404);
                    assertThat(status(log, "2027-05/checkpoint")).isEqualTo(200);
                }
                return null;
            });

            endMay(log);

            isOver.set(true);
            reading.get(30, TimeUnit.SECONDS);
            assertThat(log.shard("2027-05").orElseThrow().hasEnded()).isTrue();
        }
    }

    @Test
    void aMachineThatWaitsForAShardReadsItOnceItHasEndedElsewhere() throws Exception {
        var one = machine("one");
        try (var threads = Executors.newSingleThreadExecutor()) {
            var log = open(one);
            submit(log, "one", MAY);
            clock.moveTo("2027-05-22T00:00:01Z");
            log.tick();
            var opening = threads.submit(() -> open(machine("other").withKeysOf(one)));

            clock.moveTo(MAY_IS_OVER);
            tickUntilMayHasEnded(log);
            submit(log, "two", JUNE);
            log.close();

            try (var other = opening.get(60, TimeUnit.SECONDS)) {
                assertThat(other.shard("2027-05").orElseThrow().hasEnded()).isTrue();
                assertThat(submit(other, "three", JUNE).extensions().leafIndex().orElseThrow())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void whoHasLostAShardCannotEndIt() throws Exception {
        // given
        var sleep = new ReentrantLock();
        var one = new ShardsInFolder(folder.resolve("one"), PLAN, clock).in(seen().by(sleep));
        var sleeping = open(one);
        submit(sleeping, "one", MAY);
        ShardedLog awake;
        sleep.lock();
        try {
            awake = open(machine("other").withKeysOf(one));
            submit(awake, "two", MAY);
        } finally {
            sleep.unlock();
        }

        // when
        clock.moveTo(MAY_IS_OVER);
        sleeping.tick();

        // then
        assertThat(sleeping.shard("2027-05").orElseThrow().hasEnded()).isFalse();
        assertThat(store.keys()).doesNotContain("logs/2027-05/checkpoint.final");
        sleeping.close();
        tickUntilMayHasEnded(awake);
        assertThat(page(awake, "2027-05/checkpoint.final")).startsWith("log.example/2027-05\n2\n");
        awake.close();
    }

    @Test
    void aLogWithoutShardsEndsThereOnce() throws Exception {
        var whole = new ShardPlan(ShardPeriod.NONE, Duration.ofDays(30), Duration.ofDays(1));
        var source = new ShardsInFolder(folder.resolve("one"), whole, clock).in(seen().awake());
        try (var log = ShardedLog.open(ShardsInFolder.ORIGIN, whole, source, clock, new Told())) {
            log.accept(LogInFolder.arrays(chain.certificates()));
            submit(log, "one", MAY);

            clock.moveTo("2037-01-03T00:00:00Z");
            log.tick();
            log.tick();
            log.tick();

            assertThat(log.shard("2027").orElseThrow().hasEnded()).isTrue();
            assertThat(told).containsOnlyOnce("ended 2027");
            assertThat(source.asked).containsExactly("open 2027");
        }
        assertThat(check("2027").head().orElseThrow().size()).isEqualTo(1);
    }

    @Test
    void aShardThatCannotEndIsOpenedAgainTakesNothingAndEndsLater() throws Exception {
        try (var log = open(machine("one"))) {
            submit(log, "one", MAY);
            clock.moveTo("2027-06-01T12:00:00Z");
            log.tick();
            store.breaks(call -> call.is("PUT", "2027-05/head") ? Fault.DENIED : Fault.NONE);
            clock.moveTo(MAY_IS_OVER);
            log.tick();
            assertThat(told.getLast()).startsWith("trouble: ").contains("AccessDenied");
            assertThat(page(log, "2027-05/ct/v1/get-sth")).contains("\"tree_size\":1");
            store.mend();

            log.tick();
            assertThat(log.shard("2027-05").orElseThrow().hasEnded()).isFalse();
            assertThatThrownBy(() -> submit(log, "late", MAY))
                    .isInstanceOfSatisfying(
                            NotLoggedException.class, e -> assertThat(e.word()).isEqualTo("retired"));
            tickUntilMayHasEnded(log);

            assertThat(told).endsWith("ended 2027-05", "over");
        }
    }

    @Test
    void anotherLastCheckpointIsFound() throws Exception {
        var one = machine("one");
        try (var log = open(one)) {
            submit(log, "one", MAY);
            endMay(log);
        }
        var key = "logs/2027-05/checkpoint.final";
        var wrong = store.content(key).orElseThrow().toArray();
        wrong[wrong.length - 10] ^= 1;
        store.overwrite(key, wrong);

        assertThat(check("2027-05").damaged()).extracting(DamagedFile::path).containsExactly("checkpoint.final");
        assertThatThrownBy(() -> open(one))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("other content");
    }

    @Test
    void aLogThatHasEndedIsNotOpenedToWrite() throws Exception {
        var one = machine("one");
        try (var log = open(one)) {
            endMay(log);
        }
        var may = PLAN.period().at(MAY);
        var signer = LogSigner.of(one.keys(may).getPrivate(), one.key("2027-05"), LogInFolder.PROVIDER);

        assertThat(one.hasEnded(may)).isTrue();
        assertThatThrownBy(() -> CertificateLog.open(
                        one.settings(may),
                        new CertificateLog.Keys(signer, List.of()),
                        new CertificateLog.Surroundings(clock, LogInFolder.PROVIDER, LogEvents.IGNORED)))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("the log has ended");
    }

    private void endMay(ShardedLog log) throws InterruptedException {
        clock.moveTo("2027-06-01T12:00:00Z");
        log.tick();
        clock.moveTo(MAY_IS_OVER);
        tickUntilMayHasEnded(log);
    }

    /** One tick is enough, unless this machine is so slow that the lease was lost on the way: then a later one ends it. */
    private static void tickUntilMayHasEnded(ShardedLog log) throws InterruptedException {
        log.tick();
        while (!log.shard("2027-05").orElseThrow().hasEnded()) {
            Thread.sleep(50);
            log.tick();
        }
    }

    private SeenStore seen() {
        return new SeenStore(store, LEASE);
    }

    private ShardsInFolder machine(String name) {
        return new ShardsInFolder(folder.resolve(name), PLAN, clock).in(seen().awake());
    }

    private ShardedLog open(ShardsInFolder source) throws IOException, LogStartException {
        var opened = ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, source, clock, new Told());
        opened.accept(LogInFolder.arrays(chain.certificates()));
        return opened;
    }

    private SignedCertificateTimestamp submit(ShardedLog log, String name, Instant notAfter)
            throws InterruptedException {
        var leaf = chain.leaf(name, notAfter, List.of(TestChain.codeSigning(), TestAuthority.POISON));
        return log.submit(LogInFolder.arrays(chain.below(leaf))).await(LONG);
    }

    private static List<String> pages(ShardedLog log) {
        return List.of("checkpoint", "checkpoint.final", "log.v3.json", "tile/0/000.p/2", "ct/v1/get-sth").stream()
                .map(it -> page(log, "2027-05/" + it))
                .toList();
    }

    private static String page(ShardedLog log, String path) {
        return new String(answer(log, path).body(), UTF_8);
    }

    private static int status(ShardedLog log, String path) {
        return answer(log, path).status();
    }

    private static ReadAnswer answer(ShardedLog log, String path) {
        return log.read(new ReadRequest("GET", path, "", false, Optional.empty()));
    }

    private CheckReport check(String shard) throws Exception {
        var options = new LogCheck.Options(Optional.empty(), Optional.empty(), true, 1, 10, (_, _) -> {});
        return new LogCheck(LogInFolder.PROVIDER, options).check(seen().awake(), shard);
    }

    private final class Told implements ShardEvents {
        @Override
        public void made(Shard shard, KeptLog log) {
            told.add("made " + shard.name());
        }

        @Override
        public void ended(Shard shard) {
            told.add("ended " + shard.name());
        }

        @Override
        public void troubled(String detail) {
            told.add("trouble: " + detail);
        }

        @Override
        public void over() {
            told.add("over");
        }
    }
}
