/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.FrozenFiles;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Takes the power away at every step of ending a log. It has ended then, with all it had, or it has not, and goes on. */
class FreezeCrashTest {
    private static final int ENTRIES = 300;
    private static final int LIVES = 8;
    private static final int MOST_STEPS = 500;
    private static final Path PARENT = Path.of("/data");
    private static final LogFolder FOLDER = new LogFolder(PARENT.resolve("log"));
    private static final Hash LOG_ID = Hash.sha256(new byte[] {9});

    private final FakeClock clock = new FakeClock();

    @Test
    void aLogHasEndedOrGoesOnAfterAPowerCutAtAnyStep() throws Exception {
        var goneOn = 0;
        var ended = 0;
        for (var seed = 0; seed < LIVES; seed++) {
            var random = new Random(seed);
            var isCut = true;
            for (var step = 0; isCut && step < MOST_STEPS; step++) {
                var disk = new SimulatedDisk(PARENT);
                var head = fill(disk);
                disk.cutPowerAfter(step);
                isCut = !ends(disk);
                var after = isCut ? disk.afterPowerCut(random) : disk.afterProcessDeath();
                if (FrozenFiles.isFrozen(after, FOLDER)) {
                    ended++;
                } else {
                    assertThat(isCut).isTrue();
                    goneOn++;
                    head = goOn(after, head);
                    end(after);
                }
                assertEndedWith(after, head);
            }
            assertThat(isCut).isFalse();
        }
        assertThat(goneOn).isGreaterThan(10 * LIVES);
        assertThat(ended).isGreaterThan(5 * LIVES);
    }

    @Test
    void aLogDoesNotEndBeforeAllOfItIsPublished() throws Exception {
        var disk = new SimulatedDisk(PARENT);
        var log = open(disk);
        log.sequencer().submit(Drafts.numbered(1)).await(TestLog.PATIENCE);
        disk.cutPowerAfter(0);
        var after = disk.afterPowerCut(new Random(1));

        assertThatThrownBy(() -> end(after))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("not published yet");
        assertThat(FrozenFiles.isFrozen(after, FOLDER)).isFalse();
        try (var _ = log) {
            assertThat(disk.works()).isFalse();
        }
    }

    @Test
    void aLogDoesNotEndWithAnAnchorOfAnotherHead() throws Exception {
        var disk = new SimulatedDisk(PARENT);
        fill(disk);
        var anchor = new Anchor(disk, PARENT.resolve("anchor"), "log");
        anchor.replace(TestLog.checkpoint(new TreeHead(ENTRIES - 1, 1, Hash.ZERO)));

        assertThatThrownBy(() -> end(disk))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("anchor/log");
    }

    private TreeHead fill(SimulatedDisk disk) throws Exception {
        try (var log = open(disk)) {
            for (var number = 0; number < ENTRIES; number += 100) {
                Ticket last = log.sequencer().submit(Drafts.numbered(number));
                for (var more = number + 1; more < number + 100; more++) {
                    last = log.sequencer().submit(Drafts.numbered(more));
                }
                last.await(TestLog.PATIENCE);
            }
        }
        try (var log = open(disk)) {
            return log.snapshot().head();
        }
    }

    /** Adds one more entry, so that the log does not end as it would have. */
    private TreeHead goOn(SimulatedDisk disk, TreeHead before) throws Exception {
        TreeHead head;
        try (var log = open(disk)) {
            assertThat(log.found().size()).isEqualTo(before.size());
            assertThat(log.found().head().root()).isEqualTo(before.root());
            log.sequencer().submit(Drafts.numbered(ENTRIES)).await(TestLog.PATIENCE);
            head = log.snapshot().head();
        }
        return head;
    }

    private DiskLog open(SimulatedDisk disk) throws IOException, OpenRefusedException {
        return DiskLog.open(
                disk,
                FOLDER.path(),
                new DiskLog.Around(
                        Limits.usual(0), 1 << 16, clock, new FakePace(), new RecordedEvents(), Steps.IGNORED, _ -> {}));
    }

    private static boolean ends(SimulatedDisk disk) throws OpenRefusedException {
        try {
            end(disk);
            return true;
        } catch (IOException _) {
            assertThat(disk.works()).isFalse();
            return false;
        }
    }

    private static void end(SimulatedDisk disk) throws IOException, OpenRefusedException {
        var files = FrozenFiles.of(disk, FOLDER, DiskLog::parse);
        files.end(new Anchor(disk, PARENT.resolve("anchor"), "log"), LOG_ID, new TreeHasher(TestLog.SUN));
        files.last();
        files.forgetJournal();
    }

    private static void assertEndedWith(SimulatedDisk disk, TreeHead head) throws IOException, OpenRefusedException {
        var files = FrozenFiles.of(disk, FOLDER, DiskLog::parse);
        var last = DiskLog.parse(files.last());
        assertThat(last.size()).isEqualTo(head.size());
        assertThat(last.root()).isEqualTo(head.root());
        files.forgetJournal();
        assertThat(disk.list(FOLDER.path().resolve("journal"))).isEmpty();
        var restored = Recovery.upTo(files.base(), files.objects(), new TreeHasher(TestLog.SUN));
        assertThat(restored.snapshot().head()).isEqualTo(last);
    }
}
