/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.store.s3.FakeStore;
import dev.bulla.ctlog.store.s3.FakeStore.Call;
import dev.bulla.ctlog.store.s3.FakeStore.Fault;
import dev.bulla.ctlog.testing.ShiftedClock;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies before each of the writes with which it makes or ends a shard in a store: none of them and no later one comes
 * through. Another machine goes on.
 */
@Timeout(300)
class StoredShardCrashTest {
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.MONTH, Duration.ofDays(10), Duration.ofDays(1));
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MOST_STEPS = 60;
    private static final int MOST_TICKS = 5;

    private final ShiftedClock clock = new ShiftedClock("2027-05-10T12:00:00Z");
    private final Shard may = PLAN.period().at(clock.instant());
    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final FakeStore store;

    @TempDir
    private Path folder;

    StoredShardCrashTest() throws IOException {
        this.store = FakeStore.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void aShardIsMadeToItsEndWithItsKey() throws Exception {
        var steps = 0;
        var isMade = false;
        for (; !isMade && steps < MOST_STEPS; steps++) {
            store.restore(Map.of());
            var one = machine("one-" + steps);
            dieAfter(steps);
            isMade = makes(one);
            store.mend();

            var other = machine("other-" + steps).withKeysOf(one);
            try (var log = open(other)) {
                submit(log, "one", clock.instant());
                assertThat(log.keys())
                        .as("step %d", steps)
                        .extracting(LogKey::id)
                        .containsExactly(one.key(may.name()).id());
            }
            assertSound(1);
        }
        assertThat(isMade).isTrue();
        assertThat(steps).isGreaterThan(4);
    }

    @Test
    void aShardHasEndedOrGoesOn() throws Exception {
        var goneOn = 0;
        var hadEnded = 0;
        var isEnded = false;
        for (var steps = 0; !isEnded && steps < MOST_STEPS; steps++) {
            store.restore(Map.of());
            clock.moveTo("2027-05-10T12:00:00Z");
            var one = machine("one-" + steps);
            try (var log = open(one)) {
                submit(log, "one", may.start());
                submit(log, "two", may.start());
                clock.moveTo("2027-05-25T12:00:00Z");
                log.tick();
                clock.moveTo("2027-06-02T00:00:01Z");
                dieAfter(steps);
                isEnded = ends(log);
            }
            store.mend();
            var other = machine("other-" + steps).withKeysOf(one);
            if (other.hasEnded(may)) {
                hadEnded++;
            } else {
                goneOn++;
            }
            try (var log = open(other)) {
                assertThat(ends(log)).as("step %d", steps).isTrue();
                assertThat(page(log, "checkpoint.final")).startsWith("log.example/2027-05\n2\n");
                assertThat(page(log, "log.v3.json")).contains("\"readonly\"", "\"tree_size\":2,");
            }
            assertSound(2);
            assertThat(store.keys()).as("step %d", steps).noneMatch(key -> key.contains("/2027-05/wal/"));
        }
        assertThat(isEnded).isTrue();
        assertThat(goneOn).isGreaterThan(1);
        assertThat(hadEnded).isGreaterThan(1);
    }

    /** From then on the store does nothing that is asked of it. What a start tries out before it writes is not counted. */
    private void dieAfter(int steps) {
        var left = new AtomicInteger(steps);
        store.breaks(call -> left.get() < 0 || isStep(call) && left.getAndDecrement() <= 0 ? Fault.DENIED : Fault.NONE);
    }

    private static boolean isStep(Call call) {
        return (call.method().equals("PUT") || call.method().equals("DELETE"))
                && !call.key().contains("/probe/");
    }

    private boolean makes(ShardsInFolder source) {
        try (var _ = open(source)) {
            return true;
        } catch (IOException | LogStartException _) {
            return false;
        }
    }

    private boolean ends(ShardedLog log) {
        for (var ticks = 0; ticks < MOST_TICKS; ticks++) {
            log.tick();
            if (log.shard(may.name()).orElseThrow().hasEnded()) {
                return true;
            }
        }
        return false;
    }

    private void assertSound(long size) throws Exception {
        var options = new LogCheck.Options(Optional.empty(), Optional.empty(), true, 1, 10, (_, _) -> {});
        var report = new LogCheck(LogInFolder.PROVIDER, options).check(seen(), may.name());
        assertThat(report.damaged()).isEmpty();
        assertThat(report.head().orElseThrow().size()).isEqualTo(size);
    }

    private ObjectStore seen() {
        return new SeenStore(store, LEASE).awake();
    }

    private ShardsInFolder machine(String name) {
        return new ShardsInFolder(folder.resolve(name), PLAN, clock).in(seen());
    }

    private ShardedLog open(ShardsInFolder source) throws IOException, LogStartException {
        var opened = ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, source, clock, ShardEvents.IGNORED);
        opened.accept(LogInFolder.arrays(chain.certificates()));
        return opened;
    }

    private void submit(ShardedLog log, String name, Instant notAfter) throws InterruptedException {
        var leaf = chain.leaf(name, notAfter, List.of(TestChain.codeSigning(), TestAuthority.POISON));
        log.submit(LogInFolder.arrays(chain.below(leaf))).await(LONG);
    }

    private String page(ShardedLog log, String path) {
        var asked = new ReadRequest("GET", may.name() + "/" + path, "", false, Optional.empty());
        return new String(log.read(asked).body(), UTF_8);
    }
}
