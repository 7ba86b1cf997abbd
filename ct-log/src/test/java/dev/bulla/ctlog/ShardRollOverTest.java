/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.ShiftedClock;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submitters that never rest, while the clock runs over several borders and shards are made and ended. */
class ShardRollOverTest {
    private static final int SUBMITTERS = 4;
    private static final int HOURS = 4;
    private static final int STEPS_PER_HOUR = 6;
    private static final int ROUNDS_PER_STEP = 10;
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.HOUR, Duration.ofDays(30), Duration.ofMinutes(30));

    private final ShiftedClock clock = new ShiftedClock("2026-12-31T21:58:00Z");
    private final TestChain chain = TestChain.of(TestKeys.P256);
    private final Queue<Promised> promises = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    private record Promised(LoggedEntry entry, Instant notAfter, SignedCertificateTimestamp timestamp) {}

    @Test
    void noSubmissionFailsAndEveryPromiseIsThatOfItsShard() throws Exception {
        var made = new ShardsInFolder(folder, PLAN, clock);
        var isOver = new AtomicBoolean();
        try (var log = ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, made, clock, new NoEvents());
                var threads = Executors.newFixedThreadPool(SUBMITTERS)) {
            log.accept(LogInFolder.arrays(chain.certificates()));
            var submitters = new ArrayList<Future<Void>>();
            for (var i = 0; i < SUBMITTERS; i++) {
                submitters.add(threads.submit(submitter(log, i, isOver)));
            }
            for (var step = 0; step < HOURS * STEPS_PER_HOUR; step++) {
                awaitMore(promises.size() + ROUNDS_PER_STEP, submitters);
                clock.move(Duration.ofMinutes(60 / STEPS_PER_HOUR));
                log.tick();
            }
            isOver.set(true);
            for (var submitter : submitters) {
                submitter.get();
            }
            assertThat(log.states().stream().filter(ShardedLog.State::hasEnded)).hasSize(HOURS);
        }
        checkPromises(made);
        checkFolders(made);
    }

    private Callable<Void> submitter(ShardedLog log, int number, AtomicBoolean isOver) {
        return () -> {
            for (var i = 0; !isOver.get(); i++) {
                var notAfter = clock.instant().plus(LIFETIME);
                var leaf = chain.leaf(
                        "s" + number + "-" + i, notAfter, List.of(TestChain.codeSigning(), TestAuthority.POISON));
                var timestamp =
                        log.submit(LogInFolder.arrays(chain.below(leaf))).await(Duration.ofSeconds(30));
                var entry = LoggedEntry.ofPrecertificate(
                        leaf.toArray(),
                        IssuerKeyHash.ofIssuer(chain.certificates().getFirst().toArray()));
                promises.add(new Promised(entry, notAfter, timestamp));
            }
            return null;
        };
    }

    /** A submitter that failed is told at once. */
    private void awaitMore(int count, List<Future<Void>> submitters) throws Exception {
        while (promises.size() < count) {
            for (var submitter : submitters) {
                if (submitter.isDone()) {
                    submitter.get();
                }
            }
            Thread.onSpinWait();
        }
    }

    private void checkPromises(ShardsInFolder made) throws Exception {
        for (var promised : promises) {
            // A certificate tells whole seconds.
            var key = made.key(PLAN.period()
                    .at(Instant.ofEpochSecond(promised.notAfter().getEpochSecond()))
                    .name());
            key.verify(promised.entry(), promised.timestamp());
        }
        assertThat(promises.stream().map(it -> it.timestamp().logId()).distinct())
                .hasSizeGreaterThanOrEqualTo(HOURS);
    }

    private void checkFolders(ShardsInFolder made) throws Exception {
        var entries = 0L;
        for (var shard : made.made()) {
            var options = new LogCheck.Options(Optional.empty(), Optional.empty(), true, 1, 10, (_, _) -> {});
            var report = new LogCheck(LogInFolder.PROVIDER, options).check(made.path(shard.name()));
            assertThat(report.damaged()).as(shard.name()).isEmpty();
            entries += report.head().orElseThrow().size();
        }
        assertThat(entries).isEqualTo(promises.size());
    }

    private static final class NoEvents implements ShardEvents {
        @Override
        public void made(Shard shard, KeptLog log) {}

        @Override
        public void ended(Shard shard) {}

        @Override
        public void troubled(String detail) {
            throw new AssertionError(detail);
        }

        @Override
        public void over() {}
    }
}
