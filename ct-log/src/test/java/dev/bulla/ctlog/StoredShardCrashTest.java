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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MOST_STEPS = 60;
    private static final int MOST_TICKS = 5;

    private final ShiftedClock clock = new ShiftedClock("2027-05-10T12:00:00Z");
    private final Shard may = PLAN.period().at(clock.instant());
    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final FakeStore store;
    private int tries;

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
            dieAfter(steps, _ -> true);
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

    /** What is still to be published when the shard ends depends on how fast the machine is, so the number of steps does, too. */
    @Test
    void aShardWhoseEntriesAreBeingPublishedHasEndedOrGoesOn() throws Exception {
        var isEnded = false;
        for (var steps = 0; !isEnded && steps < MOST_STEPS; steps++) {
            isEnded = diesWhileEnding(() -> {}, steps, this::endsMay).isEnded();
        }
        assertThat(isEnded).isTrue();
    }

    @Test
    void aShardHasEndedOrGoesOn() throws Exception {
        var deaths = new ArrayList<Death>();
        for (var tried = 0; tried < MOST_STEPS; tried++) {
            var death = diesWhileEnding(this::awaitPublished, deaths.size(), this::endsMay);
            if (death.isEnded()) {
                break;
            }
            if (death.before().isPresent()) {
                deaths.add(death);
            }
        }
        assertThat(deaths)
                .extracting(it -> nameOf(it.before().orElseThrow()))
                .containsExactly("PUT checkpoint.final", "PUT log.v3.json", "DELETE wal/000000000000003");
        assertThat(deaths).allMatch(Death::hadEnded);
        assertThat(diesWhileEnding(this::awaitPublished, 0, _ -> true).hadEnded())
                .isFalse();
    }

    /**
     * One try.
     * @param before the write that did not come through, if there was one
     * @param hadEnded what the next machine found
     */
    private record Death(boolean isEnded, Optional<Call> before, boolean hadEnded) {}

    private Death diesWhileEnding(Runnable prepared, int steps, Predicate<Call> isStep) throws Exception {
        store.restore(Map.of());
        clock.moveTo("2027-05-10T12:00:00Z");
        var one = machine("one-" + tries++);
        Optional<Call> before;
        boolean isEnded;
        try (var log = open(one)) {
            submit(log, "one", may.start());
            submit(log, "two", may.start());
            clock.moveTo("2027-05-25T12:00:00Z");
            log.tick();
            prepared.run();
            clock.moveTo("2027-06-02T00:00:01Z");
            var death = dieAfter(steps, isStep);
            isEnded = ends(log);
            before = Optional.ofNullable(death.get());
        }
        store.mend();
        return new Death(isEnded, before, isEndedByAnother(one));
    }

    private boolean isEndedByAnother(ShardsInFolder one) throws Exception {
        var other = machine("other-" + tries++).withKeysOf(one);
        var hadEnded = other.hasEnded(may);
        try (var log = open(other)) {
            awaitEnd(log);
            assertThat(page(log, "checkpoint.final")).startsWith("log.example/2027-05\n2\n");
            assertThat(page(log, "log.v3.json")).contains("\"readonly\"", "\"tree_size\":2,");
        }
        assertSound(2);
        assertThat(store.keys()).noneMatch(key -> key.contains("/2027-05/wal/"));
        return hadEnded;
    }

    /**
     * From then on the store does nothing that is asked of it. What a start tries out before it writes is not counted.
     * @return the write before which it died, as soon as it has
     */
    private AtomicReference<Call> dieAfter(int steps, Predicate<Call> isStep) {
        var left = new AtomicInteger(steps);
        var before = new AtomicReference<Call>();
        store.breaks(call -> {
            if (left.get() >= 0 && isWrite(call) && isStep.test(call) && left.getAndDecrement() == 0) {
                before.set(call);
            }
            return left.get() < 0 ? Fault.DENIED : Fault.NONE;
        });
        return before;
    }

    private static boolean isWrite(Call call) {
        return (call.method().equals("PUT") || call.method().equals("DELETE"))
                && !call.key().contains("/probe/");
    }

    /** Not the head: it says that the shard has ended before any of the others, but is also written whenever a lease is renewed. */
    private boolean endsMay(Call call) {
        return call.key().contains("/" + may.name() + "/") && !call.key().endsWith("/head");
    }

    /** Both entries have left its journal, which has gone on in a third file. */
    private void awaitPublished() {
        await(() -> store.keys().contains("logs/2027-05/tile/data/000.p/2")
                && store.keys().stream()
                        .filter(key -> key.startsWith("logs/2027-05/wal/"))
                        .toList()
                        .equals(List.of("logs/2027-05/wal/000000000000003")));
    }

    /** Some ticks are enough, unless this machine is so slow that the lease is lost on the way: then a later one ends it. */
    private void awaitEnd(ShardedLog log) {
        await(() -> ends(log));
    }

    private static void await(BooleanSupplier isSo) {
        var end = System.nanoTime() + LONG.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static String nameOf(Call call) {
        return call.method() + " " + call.key().replaceFirst(".*/2027-05/", "");
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
