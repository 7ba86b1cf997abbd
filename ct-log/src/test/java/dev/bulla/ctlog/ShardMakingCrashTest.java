/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.DelegatingDisk;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.DiskFile;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.testing.ShiftedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every step of making a shard. The next one makes it to its end, with the key that it has. */
class ShardMakingCrashTest {
    private static final ShardPlan PLAN = new ShardPlan(ShardPeriod.MONTH, Duration.ofDays(10), Duration.ofDays(1));
    private static final int MOST_STEPS = 200;

    private final ShiftedClock clock = new ShiftedClock("2027-05-10T12:00:00Z");
    private final Shard shard = PLAN.period().at(clock.instant());

    @TempDir
    private Path folder;

    @Test
    void aShardIsMadeToItsEndWithItsKey() throws Exception {
        var steps = 0;
        var isMade = false;
        for (; !isMade && steps < MOST_STEPS; steps++) {
            var source = new ShardsInFolder(folder.resolve(String.valueOf(steps)), PLAN, clock);
            isMade = makes(source, steps);

            try (var log = ShardedLog.open(ShardsInFolder.ORIGIN, PLAN, source, clock, ShardEvents.IGNORED)) {
                var key = source.key(shard.name());
                assertThat(log.keys())
                        .as("step %d", steps)
                        .extracting(LogKey::id)
                        .containsExactly(key.id());
                assertThat(log.current().orElseThrow().log().status().stopped()).isEmpty();
            }
            deleteTree(source.path(shard.name()));
        }
        assertThat(isMade).isTrue();
        assertThat(steps).isGreaterThan(10);
    }

    /** Journals are large. */
    private static void deleteTree(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Makes the files of the shard, or dies after so many steps. */
    private boolean makes(ShardsInFolder source, int steps) throws OpenRefusedException {
        var settings = source.settings(shard);
        var pair = source.keys(shard);
        var key = source.key(shard.name());
        var signer = LogSigner.of(pair.getPrivate(), key, LogInFolder.PROVIDER);
        var facts = new LogFacts(
                settings.facts().origin(),
                key.id().value(),
                Bytes.view(key.encoded()),
                shard.start(),
                shard.end(),
                true,
                clock.instant());
        var heads = new HeadNotes(facts.origin(), signer, List.of());
        var disk = new DyingDisk(new RealDisk(), new AtomicInteger(steps));
        try (var _ = LogFiles.open(
                disk, settings, facts, new LogFiles.Start(heads, LogInFolder.PROVIDER, clock.instant(), _ -> {}))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Does nothing any more after so many changes of names. */
    private record DyingDisk(Disk disk, AtomicInteger left) implements DelegatingDisk {
        private void step() throws IOException {
            if (left.getAndDecrement() <= 0) {
                throw new IOException("the process is dead");
            }
        }

        @Override
        public DiskFile create(Path file) throws IOException {
            step();
            return disk.create(file);
        }

        @Override
        public void createFolder(Path path) throws IOException {
            step();
            disk.createFolder(path);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            disk.rename(from, to);
        }

        @Override
        public void delete(Path path) throws IOException {
            step();
            disk.delete(path);
        }

        @Override
        public void syncFolder(Path path) throws IOException {
            step();
            disk.syncFolder(path);
        }
    }
}
