/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.StoreFullException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Lives of a journal in which the power goes again and again, also while the journal is being opened. Some processes die
 * before, or because a sync failed: then the next one reads what only the cache has, and the power goes after that.
 */
class JournalPowerCutTest {
    private static final int SEEDS = 2_000;
    private static final int CUTS = 8;
    private static final int MOST_APPENDS = 150;
    private static final Path FOLDER = Path.of("/log/2026");

    @Test
    void whatWasAppendedIsThereAfterEveryPowerCut() {
        var records = LongStream.range(0, SEEDS)
                .map(seed -> new Life(seed, it -> it).live())
                .sum();

        assertThat(records).isGreaterThan(SEEDS);
    }

    @Test
    void aDiskThatDoesNotSyncFilesIsFoundOut() {
        assertThat(LongStream.range(0, 300)
                        .filter(seed -> loses(seed, UnsyncedDisk::new))
                        .count())
                .isPositive();
    }

    @Test
    void aDiskThatDoesNotSyncFoldersIsFoundOut() {
        assertThat(LongStream.range(0, 300)
                        .filter(seed -> loses(seed, UnsyncedFoldersDisk::new))
                        .count())
                .isPositive();
    }

    private static boolean loses(long seed, UnaryOperator<Disk> broken) {
        try {
            new Life(seed, broken).live();
            return false;
        } catch (AssertionError _) {
            return true;
        }
    }

    private static final class Life {
        private final long seed;
        private final Random random;
        private final UnaryOperator<Disk> wrapped;
        private final TestHistory history = new TestHistory();
        private final List<EncodedBatch> inDoubt = new ArrayList<>();
        private SimulatedDisk disk = new SimulatedDisk(FOLDER);

        Life(long seed, UnaryOperator<Disk> wrapped) {
            this.seed = seed;
            this.random = new Random(seed);
            this.wrapped = wrapped;
        }

        long live() {
            for (var cut = 0; cut < CUTS; cut++) {
                breakSomething();
                try {
                    run();
                } catch (IOException | OutcomeUnknownException _) {
                    assertThat(disk.works()).as("seed %d", seed).isFalse();
                } catch (OpenRefusedException | StoreFullException e) {
                    throw new AssertionError("seed " + seed, e);
                }
                disk = random.nextInt(3) == 0 ? disk.afterProcessDeath() : disk.afterPowerCut(random);
            }
            return history.all.size();
        }

        private void breakSomething() {
            var soon = random.nextInt(random.nextBoolean() ? 30 : 120);
            if (random.nextInt(3) == 0) {
                disk.breakSyncsAfter(soon);
            } else {
                disk.cutPowerAfter(soon);
            }
        }

        private void run() throws IOException, OpenRefusedException, OutcomeUnknownException, StoreFullException {
            var folder = new LogFolder(FOLDER);
            var state = new StateFile(wrapped.apply(disk), folder);
            var base = state.read().orElse(Base.EMPTY);
            var journal = open(base);
            try {
                for (var i = 0; i < MOST_APPENDS; i++) {
                    var next = history.next(random, 900);
                    inDoubt.add(next);
                    journal.append(next);
                    inDoubt.clear();
                    history.add(next);
                    if (random.nextInt(5) == 0) {
                        var ahead = history.base().sequence() - base.sequence();
                        var covered = history.baseAt(
                                base.sequence() + (random.nextBoolean() ? ahead : random.nextLong(ahead + 1)));
                        state.replace(covered);
                        base = covered;
                        journal.forget(covered);
                    }
                }
            } finally {
                journal.close();
            }
        }

        private LocalJournal open(Base base) throws IOException, OpenRefusedException {
            var place = new JournalPlace(
                    wrapped.apply(disk), new LogFolder(FOLDER).journal(), TestHistory.logId(), 4096 + 6000);
            var replayed = new ArrayList<Bytes>();
            var journal = LocalJournal.open(place, base, history.hasher, it -> replayed.add(it.encoded()));
            if (!inDoubt.isEmpty() && replayed.contains(inDoubt.getFirst().encoded())) {
                history.add(inDoubt.getFirst());
            }
            inDoubt.clear();
            assertThat(replayed).as("seed %d", seed).isEqualTo(history.after(base));
            return journal;
        }
    }

    /** Says that it made names durable, and did not. */
    private record UnsyncedFoldersDisk(Disk disk) implements DelegatingDisk {
        @Override
        public void syncFolder(Path folder) {
            // This is what is wrong with it.
        }
    }
}
