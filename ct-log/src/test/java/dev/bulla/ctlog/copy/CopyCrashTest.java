/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import dev.bulla.ctlog.store.local.UnsyncedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports in which the power goes at every step that they take on a disk, one after the other. */
class CopyCrashTest {
    private static final int[] SIZES = {3, 250, 530, 1100};
    private static final MadeFiles LOG = MadeFiles.of(1100);

    @ParameterizedTest
    @EnumSource
    void aCopyHoldsAllOfItsCheckpointAfterAPowerCutAtAnyStep(TestShelf kind) throws Exception {
        var cuts = 0;
        for (var step = 0; ; step++) {
            var powerLasted = true;
            for (var seed = 0; seed < 3; seed++) {
                powerLasted &= lived(kind, step, new Random(31L * step + seed), it -> it);
            }
            if (powerLasted) {
                break;
            }
            cuts++;
        }
        assertThat(cuts).isGreaterThan(20);
    }

    /** A test that such a disk passes tests nothing. */
    @ParameterizedTest
    @EnumSource
    void aDiskThatDoesNotSyncIsFoundOut(TestShelf kind) {
        assertThat(LongStream.range(0, 300)
                        .filter(seed -> loses(kind, (int) seed / 2, new Random(seed)))
                        .count())
                .isPositive();
    }

    private static boolean loses(TestShelf kind, int step, Random random) {
        try {
            lived(kind, step, random, UnsyncedDisk::new);
            return false;
        } catch (Exception | AssertionError _) {
            return true;
        }
    }

    /** Whether the power lasted through the second export. */
    private static boolean lived(TestShelf kind, int step, Random random, UnaryOperator<Disk> wrapped)
            throws Exception {
        var disk = new SimulatedDisk(Path.of("/backup"));
        var first = SIZES[random.nextInt(SIZES.length - 1)];
        var isFirst = random.nextInt(3) == 0;
        var before = isFirst ? 0 : first;
        if (!isFirst) {
            grow(kind, wrapped.apply(disk), first);
        }
        var after = SIZES[SIZES.length - 1];
        disk.cutPowerAfter(step);
        try {
            grow(kind, wrapped.apply(disk), after);
            if (disk.works()) {
                expectComplete(kind.files(disk), before, after, true);
                return true;
            }
        } catch (IOException _) {
            assertThat(disk.works()).isFalse();
        }
        var found = disk.afterPowerCut(random);
        expectComplete(kind.files(found), before, after, false);

        grow(kind, found, after);

        expectComplete(kind.files(found), after, after, true);
        return false;
    }

    private static void grow(TestShelf kind, Disk disk, int size) throws Exception {
        kind.grow(disk, LOG.head(size), LOG.files(size));
    }

    private static void expectComplete(Map<String, Bytes> files, int before, int after, boolean isDone) {
        var head = TestShelf.head(files);
        var size = head.map(it -> (int) it.size()).orElse(0);
        assertThat(size).isIn(isDone ? new Object[] {after} : new Object[] {before, after});
        if (head.isPresent()) {
            assertThat(head.get()).isEqualTo(LOG.head(size));
            assertThat(files).containsAllEntriesOf(LOG.files(size)).containsKey(TilePath.DESCRIPTION);
        }
    }
}
