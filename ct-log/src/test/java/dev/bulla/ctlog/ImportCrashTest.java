/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.check.FolderSource;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.copy.CopiedFacts;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Beginning;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import dev.bulla.ctlog.store.local.StateFile;
import dev.bulla.ctlog.store.local.UnsyncedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports in which the power goes at every step that they take on a disk, one after the other. */
class ImportCrashTest {
    private static final int SIZE = 261;
    private static final Path DATA = Path.of("/data");
    private static final LogImport.Place PLACE =
            new LogImport.Place("2026", DATA.resolve("log/2026"), DATA.resolve("anchor"));

    @TempDir
    private static Path folder;

    private static LogInFolder original;
    private static Path copy;
    private static Map<String, Bytes> sound;
    private static CopiedFacts facts;

    @BeforeAll
    static void copyALog() throws Exception {
        original = new LogInFolder(folder);
        copy = folder.resolve("copy");
        try (var log = original.open()) {
            CopiedLogs.add(original, log, 0, SIZE);
        }
        CopiedLogs.exporting(original.key()).export(original.path(), copy);
        sound = CopiedLogs.files(copy);
        facts = CopiedFacts.in(new FolderSource(copy));
        sound.keySet().removeIf(path -> TilePath.parse(path).isEmpty() || path.equals(TilePath.DESCRIPTION));
    }

    @Test
    void thereIsAllOfTheLogOrNoneOfItAfterAPowerCutAtAnyStep() throws Exception {
        var step = 0;
        while (!lived(step, new Random(step), false)) {
            step++;
        }
        assertThat(step).isGreaterThan(50);
    }

    /** A test that such a disk passes tests nothing. */
    @Test
    void aDiskThatDoesNotSyncIsFoundOut() {
        assertThat(LongStream.range(60, 100).filter(ImportCrashTest::loses).count())
                .isPositive();
    }

    private static boolean loses(long step) {
        try {
            lived((int) step, new Random(step), true);
            return false;
        } catch (Exception | AssertionError _) {
            return true;
        }
    }

    /** Whether the power lasted to the end. */
    private static boolean lived(int step, Random random, boolean unsynced) throws Exception {
        var disk = new SimulatedDisk(DATA);
        disk.cutPowerAfter(step);
        try {
            restore(unsynced ? new UnsyncedDisk(disk) : disk);
            if (disk.works()) {
                expectWhole(disk.afterPowerCut(random));
                return true;
            }
        } catch (IOException _) {
            assertThat(disk.works()).isFalse();
        }
        var found = disk.afterPowerCut(random);
        if (found.exists(PLACE.folder())) {
            expectWhole(found);
        } else {
            restore(found);
            expectWhole(found);
            assertThat(found.list(DATA.resolve("log"))).containsExactly(PLACE.folder());
        }
        return false;
    }

    private static void restore(Disk disk) throws Exception {
        new LogImport(LogInFolder.PROVIDER, new LogImport.Options(original.key(), false, 1, 1, (_, _) -> {}))
                .made(new FolderSource(copy), facts, PLACE, disk, Ending.NONE);
    }

    /** What a start of the log would find. */
    private static void expectWhole(Disk disk) throws IOException, OpenRefusedException {
        var log = new LogFolder(PLACE.folder());
        var anchor = new Anchor(disk, PLACE.anchor(), PLACE.name());
        assertThat(Beginning.of(disk, log, anchor)).isEqualTo(Beginning.CONTINUED);
        assertThat(anchor.read()).contains(sound.get(TilePath.CHECKPOINT));
        assertThat(new FactsFile(disk, log).read().orElseThrow().origin()).isEqualTo(LogInFolder.ORIGIN);
        var objects = LocalObjects.open(disk, log);
        for (var file : sound.entrySet()) {
            assertThat(objects.get(file.getKey())).as(file.getKey()).isEqualTo(Optional.of(file.getValue()));
        }
        var base = new StateFile(disk, log).read().orElseThrow();
        assertThat(Recovery.upTo(base, objects, new TreeHasher(LogInFolder.PROVIDER))
                        .snapshot()
                        .size())
                .isEqualTo(SIZE);
    }
}
