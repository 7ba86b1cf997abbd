/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import dev.bulla.ctlog.store.local.UnsyncedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Lives of a log in which the power goes, or a sync fails, again and again and at any moment. */
class PowerCutTest {
    private static final int SEEDS = 200;
    private static final int CUTS = 5;
    private static final Path PARENT = Path.of("/data");

    @Test
    void whatWasEverSaidIsTrueAfterEveryPowerCut() {
        var places = LongStream.range(0, SEEDS)
                .map(seed -> new Life(seed, it -> it).live())
                .sum();

        assertThat(places).isGreaterThan(10L * SEEDS);
    }

    @Test
    void aDiskThatDoesNotSyncFilesIsFoundOut() {
        assertThat(LongStream.range(0, 60)
                        .filter(seed -> loses(seed, UnsyncedDisk::new))
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
        private final Memory memory = new Memory();
        private final FakeClock clock = new FakeClock();
        private SimulatedDisk disk = new SimulatedDisk(PARENT);
        private long number;

        Life(long seed, UnaryOperator<Disk> wrapped) {
            this.seed = seed;
            this.random = new Random(seed);
            this.wrapped = wrapped;
        }

        long live() {
            for (var cut = 0; cut < CUTS; cut++) {
                var isPowerCut = random.nextInt(4) > 0;
                if (isPowerCut) {
                    disk.cutPowerAfter(random.nextInt(400));
                } else {
                    disk.breakSyncsAfter(random.nextInt(400));
                }
                try (var log = open()) {
                    memory.compare(log.found(), log.objects());
                    run(log);
                } catch (IOException _) {
                    assertThat(disk.works()).as("seed %d", seed).isFalse();
                } catch (Exception e) {
                    throw new AssertionError("seed " + seed, e);
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
                }
                disk = isPowerCut ? disk.afterPowerCut(random) : disk.afterProcessDeath();
                clock.move(Duration.ofSeconds(1));
            }
            return memory.places();
        }

        private DiskLog open() throws IOException, OpenRefusedException {
            return DiskLog.open(
                    wrapped.apply(disk),
                    PARENT.resolve("log"),
                    new DiskLog.Around(
                            Limits.usual(0),
                            4096 + 6000,
                            clock,
                            new FakePace(),
                            new RecordedEvents(),
                            Steps.IGNORED,
                            memory::seen));
        }

        private void run(DiskLog log) throws InterruptedException {
            try {
                while (disk.works()) {
                    var tickets = new HashMap<Long, Ticket>();
                    for (var i = random.nextInt(5); i >= 0; i--) {
                        tickets.put(number, log.sequencer().submit(Drafts.numbered(number)));
                        number++;
                    }
                    for (var submitted : new ArrayList<>(tickets.entrySet())) {
                        memory.told(submitted.getKey(), submitted.getValue().await(TestLog.PATIENCE));
                    }
                    memory.seen(log.snapshot().head());
                    if (random.nextInt(6) == 0) {
                        log.live().export();
                    }
                }
            } catch (NotEnteredException | OutcomeUnknownException _) {
                assertThat(disk.works()).as("seed %d", seed).isFalse();
            } catch (TimeoutException e) {
                throw new AssertionError("seed " + seed, e);
            }
            memory.seen(log.snapshot().head());
        }
    }
}
