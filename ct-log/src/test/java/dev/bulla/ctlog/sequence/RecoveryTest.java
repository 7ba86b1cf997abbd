/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.BatchRecord;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final TreeHasher hasher = new TreeHasher(TestLog.SUN);

    @Test
    void goesOnWhereTheLogStopped() throws Exception {
        var random = new Random(5);
        var log = TestLog.started();
        for (var round = 0; round < 40; round++) {
            var size = log.snapshot().size();
            log.addTogether(size, size + 1 + random.nextInt(90));
            if (random.nextBoolean()) {
                log.live().export();
            }
            if (random.nextInt(4) == 0) {
                log = reopened(log);
            }
        }
        log.live().export();
        log.requireSound();
        log.close();
    }

    /** The log as it is found after a crash, when nothing was closed. */
    private static TestLog reopened(TestLog log) throws Exception {
        var before = log.snapshot();
        var again = new TestLog();
        log.objects.files().forEach((path, content) -> again.objects.overwrite(path, content.toArray()));
        again.base = log.base;
        for (var batch : log.journal.batches()) {
            again.journal.append(batch);
        }
        again.clock.move(Duration.ofDays(1 + log.journal.batches().size()));
        log.close();
        again.start();
        assertThat(again.snapshot().head().root()).isEqualTo(before.head().root());
        assertThat(again.snapshot().size()).isEqualTo(before.size());
        return again;
    }

    @Test
    void refusesTilesThatAreNotThoseOfTheState() throws Exception {
        try (var log = TestLog.started()) {
            log.addTogether(0, 700);
            log.live().export();
            for (var path : log.objects.files().keySet()) {
                if (path.startsWith("tile/") && path.contains(".p/") && !path.startsWith("tile/issuer")) {
                    assertRefusedWithFlippedBit(log, path);
                }
            }
        }
    }

    private void assertRefusedWithFlippedBit(TestLog log, String path) {
        var right = log.objects.files().get(path).toArray();
        var wrong = right.clone();
        wrong[wrong.length / 3] ^= 1;
        log.objects.overwrite(path, wrong);

        assertThatThrownBy(() -> Recovery.upTo(log.base, log.objects, hasher))
                .as(path)
                .isInstanceOf(OpenRefusedException.class);

        log.objects.overwrite(path, right);
    }

    @Test
    void refusesAStateWithoutItsTiles() throws Exception {
        try (var log = TestLog.started()) {
            log.addTogether(0, 10);
            log.live().export();
            log.objects.remove(List.of("tile"));

            assertThatThrownBy(() -> Recovery.upTo(log.base, log.objects, hasher))
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining("tile/0/000.p/10 is missing");
        }
    }

    @Test
    void refusesARecordThatDoesNotGiveItsTree() throws Exception {
        try (var log = TestLog.started()) {
            log.addTogether(0, 3);
            var record = log.journal.batches().getLast().record();
            var lie = EncodedBatch.of(
                    new BatchRecord(
                            record.epoch(),
                            record.sequence(),
                            record.previous(),
                            record.firstSize(),
                            record.timestamp(),
                            Hash.ZERO,
                            record.entries()),
                    hasher);
            var recovery = Recovery.upTo(Base.EMPTY, log.objects, hasher);

            assertThatThrownBy(() -> recovery.next(lie))
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining("does not give the tree");
        }
    }
}
