/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.SimulatedDisk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy of a log holds, made at once or in any number of steps. */
class LogCopyTest {
    private static final int LARGEST = 1500;
    private static final MadeFiles LOG = MadeFiles.of(LARGEST);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 513, 1024, 1500})
    void aCopyHoldsWhatStaticCtAsksFor(int size) throws Exception {
        for (var kind : TestShelf.values()) {
            var disk = disk();

            kind.grow(disk, LOG.head(size), LOG.files(size));

            assertThat(withoutOwn(kind.files(disk))).as("%s", kind).isEqualTo(LOG.files(size));
        }
    }

    @Test
    void hasTilesOfTilesOfTiles() throws Exception {
        var size = 65_536 + 300;
        var log = MadeFiles.of(size);
        var disk = disk();
        TestShelf.FOLDER.grow(disk, log.head(65_500), log.files(65_500));

        TestShelf.FOLDER.grow(disk, log.head(size), log.files(size));

        assertThat(TestShelf.FOLDER.files(disk)).containsAllEntriesOf(log.files(size));
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfAnySizeMakeTheSameCopyAsOne(TestShelf kind) throws Exception {
        for (var seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var last = random.nextInt(LARGEST);
            var disk = disk();
            for (var size = random.nextInt(last + 1); size < last; size += 1 + random.nextInt(last - size)) {
                kind.grow(disk, LOG.head(size), MadeFiles.packed(LOG.files(size), random));
            }
            kind.grow(disk, LOG.head(last), MadeFiles.packed(LOG.files(last), random));

            var copied = withoutOwn(kind.files(disk));

            assertThat(copied).as("seed %d", seed).containsAllEntriesOf(LOG.files(last));
            copied.keySet().removeAll(LOG.files(last).keySet());
            for (var path : copied.keySet()) {
                assertEarlyTile(path, copied.get(path), last, seed);
            }
        }
    }

    /** Nothing else is left than what readers of earlier checkpoints need. */
    private static void assertEarlyTile(String path, Bytes content, int size, int seed) {
        var tile = switch (TilePath.parse(path).orElseThrow()) {
            case PublishedFile.Hashes(Tile hashes) -> hashes;
            case PublishedFile.Entries(Tile entries) -> entries;
            default -> throw new AssertionError("seed " + seed + ": " + path);
        };
        var wider = LOG.files(size).entrySet().stream()
                .filter(file -> file.getKey().startsWith(path.substring(0, path.indexOf(".p"))))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(tile.isFull()).as("seed %d: %s", seed, path).isFalse();
        assertThat(wider.part(0, content.size())).as("seed %d: %s", seed, path).isEqualTo(content);
    }

    @Test
    void aFolderLetsGoOfPartialTilesThatNobodyNeeds() throws Exception {
        var disk = disk();
        for (var size : new int[] {100, 200, 300, 600}) {
            TestShelf.FOLDER.grow(disk, LOG.head(size), LOG.files(size));
        }

        assertThat(TestShelf.FOLDER.files(disk).keySet())
                .doesNotContain("tile/0/000.p/100", "tile/data/000.p/200")
                .contains("tile/0/001.p/44", "tile/data/001.p/44");
    }

    @ParameterizedTest
    @EnumSource
    void theSameAgainChangesNothing(TestShelf kind) throws Exception {
        var disk = disk();
        kind.grow(disk, LOG.head(700), LOG.files(700));
        var before = kind.files(disk);

        kind.grow(disk, LOG.head(700), LOG.files(700));

        assertThat(kind.files(disk)).isEqualTo(before);
    }

    @Test
    void noFileWithABitTurnedIsCopied() throws Exception {
        var random = new Random(1);
        var sound = LOG.files(700);
        for (var path : sound.keySet()) {
            var content = sound.get(path).toArray();
            for (var i = 0; i < 20; i++) {
                var damaged = content.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                assertRefused(path, Bytes.view(damaged));
            }
            assertRefused(path, Bytes.view(content).part(0, content.length - 1));
            assertRefused(path, Bytes.EMPTY);
        }
    }

    private static void assertRefused(String path, Bytes content) throws Exception {
        var files = new TreeMap<>(LOG.files(700));
        files.put(path, content);
        var disk = disk();
        try {
            TestShelf.FOLDER.grow(disk, LOG.head(700), files);
            throw new AssertionError("copied with a damaged " + path);
        } catch (DamagedSourceException e) {
            // The certificates above an entry are not in the tree: one that is named and not there may be called
            // missing.
            assertThat(e.file())
                    .as(path)
                    .matches(file -> file.equals(path)
                            || path.startsWith("tile/") && file.equals("checkpoint")
                            || path.startsWith("tile/data/") && file.startsWith("issuer/"));
            assertThat(TestShelf.FOLDER.files(disk)).doesNotContainKey("checkpoint");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        for (var path : LOG.files(700).keySet()) {
            var files = new TreeMap<>(LOG.files(700));
            files.remove(path);

            var refused = catchThrowableOfType(
                    DamagedSourceException.class, () -> TestShelf.FOLDER.grow(disk(), LOG.head(700), files));

            assertThat(refused.file()).isEqualTo(path);
            assertThat(refused).hasMessage("the file is missing");
        }
    }

    @Test
    void aPartialTileThatTheLogDroppedIsCutFromTheFullOne() throws Exception {
        var disk = disk();
        var log = LOG.files(800);
        log.putAll(LOG.files(700));
        log.keySet().removeIf(path -> path.endsWith("/002.p/188"));

        TestShelf.FOLDER.grow(disk, LOG.head(700), log);

        assertThat(TestShelf.FOLDER.files(disk)).containsAllEntriesOf(LOG.files(700));
    }

    @Test
    void knowsItsOwnBeginningsAndNoOthers() throws Exception {
        try (var copy = LogCopy.of(LOG.head(1400), new MadeFiles.Source(LOG.files(1400)), MadeFiles.PROVIDER, 1)) {
            for (var size : IntStream.of(0, 1, 255, 256, 700, 1024, 1399, 1400).toArray()) {
                assertThat(copy.continues(LOG.head(size))).as("%d", size).isTrue();
            }
            assertThat(copy.continues(LOG.head(1401))).isFalse();
            assertThat(copy.continues(new TreeHead(5, 1, LOG.head(6).root()))).isFalse();
        }
    }

    @Test
    void aFolderWithAnythingElseInItIsNotTouched() throws Exception {
        var disk = disk();
        disk.createFolder(TestShelf.PLACE);
        disk.create(TestShelf.PLACE.resolve("thesis.doc")).close();

        assertThatThrownBy(() -> TestShelf.FOLDER.grow(disk, LOG.head(3), LOG.files(3)))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("thesis.doc: is no part of a copy of a log");
        assertThat(TestShelf.FOLDER.files(disk).keySet()).containsExactly("thesis.doc");
    }

    @Test
    void anotherFileIsNotTakenForAnArchive() throws Exception {
        var disk = disk();
        try (var file = disk.create(TestShelf.PLACE.resolveSibling("copy.tar"))) {
            file.write(ByteBuffer.wrap(new byte[5000]), 0);
        }
        assertThatThrownBy(() -> TestShelf.ARCHIVE.open(disk))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("it has no checkpoint");

        disk.delete(TestShelf.PLACE.resolveSibling("copy.tar"));
        try (var file = disk.create(TestShelf.PLACE.resolveSibling("copy.tar"))) {
            file.write(ByteBuffer.wrap("a letter".repeat(500).getBytes(StandardCharsets.US_ASCII)), 0);
        }
        assertThatThrownBy(() -> TestShelf.ARCHIVE.open(disk))
                .isInstanceOf(OpenRefusedException.class)
                .hasMessageContaining("damaged at byte 0");
    }

    private static SimulatedDisk disk() {
        return new SimulatedDisk(Path.of("/backup"));
    }

    private static Map<String, Bytes> withoutOwn(Map<String, Bytes> files) {
        files.keySet()
                .removeIf(path -> TilePath.parse(path)
                        .filter(file -> !(file instanceof PublishedFile.Single))
                        .isEmpty());
        return files;
    }
}
