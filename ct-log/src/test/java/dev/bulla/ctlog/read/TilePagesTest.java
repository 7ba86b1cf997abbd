/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.testing.Golden;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles of every width, whatever of the log is in memory and whatever in files. */
class TilePagesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "1, 1",
        "2, 1",
        "255, 0",
        "255, 200",
        "256, 0",
        "256, 255",
        "256, 256",
        "257, 0",
        "257, 256",
        "257, 257",
        "511, 300",
        "512, 256",
        "512, 512",
        "513, 0",
        "513, 512",
        "600, 513"
    })
    void existInEveryWidthThatTheTreeHas(int size, int published) {
        var log = TestLog.of(size, published);
        var asking = new Asking(log.pages(folder));

        for (var index = 0; index <= size / Tile.WIDTH + 1; index++) {
            for (var width = 1; width <= Tile.WIDTH; width++) {
                var tile = new Tile(0, index, width);
                var hashes = asking.get(TilePath.ofHashes(tile));
                var entries = asking.get(TilePath.ofEntries(tile));
                var end = index * Tile.WIDTH + width;
                if (end <= size) {
                    assertThat(hashes.body()).isEqualTo(log.hashes(tile));
                    assertThat(entries.body())
                            .isEqualTo(TestLog.joined(log.entries().subList((int) tile.start(), end)));
                } else {
                    assertThat(hashes.status()).isEqualTo(404);
                    assertThat(entries.status()).isEqualTo(404);
                }
            }
        }
        assertThat(log.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "255", "256", "65535", "65536", "65791", "69888", "70000"})
    void areThoseOfThePublishedSyntheticTree(int published) {
        var log = TestLog.ofLeaves(integers(70_000), published);
        var asking = new Asking(log.pages(folder));

        assertTile(asking, "tile/0/000", "20cd0859c7fb4ae9eeac1d244887e6f9342d86ce0b1a1c7bb244915d3d0dc971");
        assertTile(asking, "tile/0/273.p/112", "c7ebb1581fb37d08e8c14ef23ce02ebd07d79d783b6515c740d8b9f566ef0289");
        assertTile(asking, "tile/1/000", "dbf848d70619481ec09adf64ff73d027ffd27f3cab12570d5087d7e9fede902a");
        assertTile(asking, "tile/1/001.p/17", "4fd210567f39abfd6af3acd3f895698cbaaf1b83bd764f98d7d81f431454aa54");
        assertThat(asking.get("tile/2/000.p/1").body().hashAt(0))
                .hasToString("bc9bca909516d5bf148c2bf2dea0a0d9f717ce4987d2fe7504d6694363b41598");
        for (var beyond :
                List.of("tile/0/273.p/113", "tile/1/001.p/18", "tile/1/001", "tile/2/000.p/2", "tile/3/000.p/1")) {
            assertThat(asking.get(beyond).status()).as(beyond).isEqualTo(404);
        }
    }

    @Test
    void areMadeAnewWhenAnUpperOneIsGone() {
        // given: a partial tile is removed once the full one is there, and an old snapshot may still want it
        var log = TestLog.ofLeaves(integers(1000), 1000);
        log.objects().remove(List.of("tile/1/000.p/3"));

        assertThat(new Asking(log.pages(folder)).get("tile/1/000.p/3").body()).isEqualTo(log.hashes(new Tile(1, 0, 3)));
    }

    @Test
    void areCutFromTheFullOneWhereThatIsAllThereIs() {
        // given
        var log = TestLog.ofLeaves(integers(1000), 1000);
        var padded = new byte[Tile.WIDTH * Hash.SIZE];
        log.hashes(new Tile(1, 0, 3)).copyTo(padded, 0);
        log.objects().remove(List.of("tile/1/000.p/3"));
        log.objects().replace(new Objects.Item("tile/1/000", Bytes.view(padded)));

        assertThat(new Asking(log.pages(folder)).get("tile/1/000.p/2").body()).isEqualTo(log.hashes(new Tile(1, 0, 2)));
    }

    @Test
    void areServedAsAnotherImplementationWroteThem() {
        // given: a log of 678 entries, the last 166 of which are in memory
        var tiles = List.of("000", "001", "002.p/166");
        var entries = tiles.stream()
                .flatMap(tile -> LeafBytes.split(Golden.file("tesseract/tile/data/" + tile)).stream())
                .toList();
        var asking = new Asking(TestLog.ofEntries(entries, 512).pages(folder));

        for (var tile : tiles) {
            assertThat(asking.get("tile/0/" + tile).body()).isEqualTo(Golden.file("tesseract/tile/0/" + tile));
            assertThat(asking.get("tile/data/" + tile).body()).isEqualTo(Golden.file("tesseract/tile/data/" + tile));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tile/0/0", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/6/000", "tile/-1/000", "tile/00/000",
        "tile/0/x000/000", "tile/data/x1/000", "tile/0/000/", "tile/0/000.p/1/", "tile/names/000", "tile", "''",
        "issuer/../checkpoint", "issuer/AA", "tile/0/../../log.json", "tile/0/x999/x999/x999/999", "journal/1.log"
    })
    void haveNoOtherNames(String path) {
        var asking = new Asking(TestLog.of(300, 256).pages(folder));

        assertThat(asking.get(path).status()).isEqualTo(404);
    }

    @Test
    void ofFullWidthAreReadOnce() {
        var log = TestLog.of(600, 512);
        var asking = new Asking(log.pages(folder));
        asking.get("tile/0/000");
        asking.get("tile/data/000");
        var before = log.objects().reads();

        for (var width = 1; width < Tile.WIDTH; width++) {
            asking.get("tile/0/000.p/" + width);
            asking.get("tile/data/000.p/" + width);
        }

        assertThat(log.objects().reads()).isEqualTo(before);
    }

    private static void assertTile(Asking asking, String path, String sha256) {
        assertThat(Hash.sha256(asking.get(path).body().toArray())).as(path).hasToString(sha256);
    }

    /** The leaves of the synthetic tree: eight bytes with the leaf's own index. */
    private static List<Hash> integers(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Hash.sha256(
                        ByteBuffer.allocate(9).put((byte) 0).putLong(i).array()))
                .toList();
    }
}
