/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small files of a log: state, epoch, facts and anchor. */
class LogFilesTest {
    private static final Path FOLDER = Path.of("/log/2026");
    private static final LogFolder LOG = new LogFolder(FOLDER);
    private static final Hash ONE = Hash.sha256(new byte[] {1});
    private static final Hash TWO = Hash.sha256(new byte[] {2});
    private static final Base BASE = new Base(17, ONE, 1_700_000_000_000L, new RightEdge(5, List.of(ONE, TWO)), TWO);
    private static final LogFacts FACTS = new LogFacts(
            "log.example.com/2026",
            Hash.sha256(new byte[] {1, 2, 3}),
            Bytes.copyOf(new byte[] {1, 2, 3}),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            true,
            Instant.parse("2026-11-21T06:00:00.123Z"));

    private final SimulatedDisk disk = new SimulatedDisk(FOLDER);

    @Test
    void theStateIsReadAsItWasWritten() throws Exception {
        var state = new StateFile(disk, LOG);

        assertThat(state.read()).isEmpty();
        state.replace(Base.EMPTY);
        assertThat(state.read()).contains(Base.EMPTY);
        state.replace(BASE);
        assertThat(state.read()).contains(BASE);
    }

    @Test
    void everyChangedByteOfStateAndEpochIsRefused() throws Exception {
        var state = new StateFile(disk, LOG);
        var epoch = new EpochFile(disk, LOG);
        state.replace(BASE);
        epoch.next();

        assertEveryFlipRefused(LOG.state(), state::read);
        assertEveryFlipRefused(LOG.epoch(), epoch::next);
    }

    @Test
    void anEmptyStateIsRefused() throws Exception {
        disk.create(LOG.state()).close();

        assertThatThrownBy(() -> new StateFile(disk, LOG).read())
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining(LOG.state().toString());
    }

    @Test
    void theStateIsTheOldOrTheNewOneAfterAPowerCut() throws Exception {
        for (var seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var fragile = new SimulatedDisk(FOLDER);
            new StateFile(fragile, LOG).replace(Base.EMPTY);
            fragile.cutPowerAfter(random.nextInt(6));
            var isReplaced = replaces(new StateFile(fragile, LOG));

            var found = new StateFile(fragile.afterPowerCut(random), LOG).read();

            assertThat(found)
                    .as("seed %d", seed)
                    .isPresent()
                    .get()
                    .isIn(isReplaced ? List.of(BASE) : List.of(Base.EMPTY, BASE));
        }
    }

    @Test
    void everyStartHasAnEpochOfItsOwn() throws Exception {
        var epoch = new EpochFile(disk, LOG);

        assertThat(List.of(epoch.next(), epoch.next(), new EpochFile(disk, LOG).next()))
                .containsExactly(1L, 2L, 3L);
        assertThat(new EpochFile(disk.afterPowerCut(new Random(1)), LOG).next()).isEqualTo(4);
    }

    @Test
    void theFactsAreJsonOfOneForm() throws Exception {
        var facts = new FactsFile(disk, LOG);

        facts.create(FACTS);

        assertThat(facts.read()).contains(FACTS);
        assertThat(new String(disk.content(LOG.facts()), StandardCharsets.UTF_8))
                .isEqualTo("""
                {
                  "format": 1,
                  "origin": "log.example.com/2026",
                  "log_id": "A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=",
                  "key": "AQID",
                  "window_start": "2026-01-01T00:00:00Z",
                  "window_end": "2027-01-01T00:00:00Z",
                  "leaf_index": true,
                  "created": "2026-11-21T06:00:00.123Z"
                }
                """);
    }

    @Test
    void theFactsAreWrittenOnce() throws Exception {
        var facts = new FactsFile(disk, LOG);
        facts.create(FACTS);

        assertThatThrownBy(() -> facts.create(FACTS)).isInstanceOf(OpenRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true,false?", "format\": 1,format\": 2", "AQID,AQI", "06:00:00.123Z,06:00:00.1230Z", "},}}"})
    void factsOfAnotherFormAreRefused(String change, @TempDir Path folder) throws Exception {
        var log = new LogFolder(folder);
        var facts = new FactsFile(new RealDisk(), log);
        facts.create(FACTS);
        var parts = change.split(",", 2);
        Files.writeString(log.facts(), Files.readString(log.facts()).replace(parts[0], parts[1]));

        assertThatThrownBy(facts::read)
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining(log.facts().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a+b", "ä", "a\n"})
    void anOriginThatWouldBreakACheckpointIsRefused(String origin) {
        assertThatThrownBy(() -> new LogFacts(
                        origin, Hash.sha256(new byte[0]), Bytes.EMPTY, Instant.EPOCH, Instant.MAX, true, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAnchorKeepsTheLastCheckpoint() throws Exception {
        var anchor = new Anchor(disk, Path.of("/anchors/a"), "2026");
        var checkpoint = Bytes.copyOf(new byte[] {1});

        assertThat(anchor.read()).isEmpty();
        anchor.replace(Bytes.EMPTY);
        anchor.replace(checkpoint);

        assertThat(anchor.read()).contains(checkpoint);
        var after = disk.afterPowerCut(new Random(3));
        assertThat(new Anchor(after, Path.of("/anchors/a"), "2026").read()).contains(checkpoint);
    }

    @Test
    void anAnchorBesideTheLogSharesItsVolume(@TempDir Path folder) throws Exception {
        var real = new RealDisk();
        var log = new LogFolder(folder.resolve("data/log/2026"));

        assertThat(new Anchor(real, folder.resolve("data.anchor"), "2026").sharesVolumeWith(log))
                .isTrue();
        assertThat(new Anchor(real, Path.of("/dev/shm/not-there"), "2026").sharesVolumeWith(log))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "../a"})
    void aShardIsTheNameOfAFile(String shard) {
        assertThatThrownBy(() -> new Anchor(disk, Path.of("/anchors"), shard))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertEveryFlipRefused(Path file, Reading reading) throws Exception {
        for (var at = 0; at < disk.content(file).length; at++) {
            disk.flip(file, at, at % 8);
            assertThatThrownBy(reading::read)
                    .as("byte %d", at)
                    .isInstanceOf(OpenRefusedException.class)
                    .hasMessageContaining(file.toString());
            disk.flip(file, at, at % 8);
        }
    }

    private static boolean replaces(StateFile state) {
        try {
            state.replace(BASE);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private interface Reading {
        Object read() throws Exception;
    }
}
