/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Takes the power away in the middle of whatever a witness writes. What it had answered by then binds it afterwards. */
class WitnessPowerCutTest {
    private static final int CUTS = 600;
    private static final int MOST_OPERATIONS = 40;

    private final long seed = Long.getLong("witness.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path folder = Path.of("/witness");
    private final Cosigner cosigner = Cosigner.of("w.example/1", TestKeys.ED25519.make(), GrowingLog.PROVIDER);
    private final GrowingLog log = GrowingLog.named("log.example").grow(24);

    @Test
    void whatWasAnsweredIsKnownAfterThePowerIsBack() throws Exception {
        var answered = 0L;
        var disk = new SimulatedDisk(folder);
        for (var cut = 0; cut < CUTS; cut++) {
            if (answered == log.size()) {
                answered = 0;
                disk = new SimulatedDisk(folder);
            }
            answered = growUntilPowerIsCut(disk.cutPowerAfter(1 + random.nextInt(MOST_OPERATIONS)), answered);
            disk = disk.afterPowerCut(random);

            var found = size(open(disk));
            assertThat(found).as("seed %d, cut %d", seed, cut).isBetween(answered, log.size());
            answered = found;
        }
    }

    /** How far the witness was when it last answered. */
    private long growUntilPowerIsCut(SimulatedDisk disk, long from) {
        var answered = from;
        try {
            var watcher = open(disk);
            while (answered < log.size()) {
                var next = Math.min(log.size(), answered + 1 + random.nextInt(3));
                var answer =
                        watcher.answer(log.request((int) answered, (int) next).encoded());
                assertThat(answer).as("seed %d", seed).isInstanceOf(WitnessAnswer.Cosigned.class);
                answered = next;
            }
        } catch (IOException | OpenRefusedException _) {
            // The power is gone.
        }
        return answered;
    }

    private long size(TreeWatcher watcher) {
        return watcher.sizes().getOrDefault(log.origin(), 0L);
    }

    private TreeWatcher open(SimulatedDisk disk) throws IOException, OpenRefusedException {
        return TreeWatcher.open(
                folder,
                List.of(log.key()),
                cosigner,
                new TreeWatcher.Around(disk, InstantSource.system(), GrowingLog.PROVIDER));
    }
}
