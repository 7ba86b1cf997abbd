/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.Providers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    private static final int SIZE = 70_000;
    private static final NaiveTree NAIVE = NaiveTree.ofNumbers(SIZE);

    private final TreeHasher hasher = new TreeHasher(Providers.BOUNCY_CASTLE);

    @Test
    void everySizeHasTheRootOfTheNaiveTree() {
        var tree = new TiledTree(hasher);
        for (var size = 0; size <= 600; size++) {
            assertThat(tree.edge().root(hasher)).isEqualTo(NAIVE.root(size));
            assertThat(new TileNodes(size, tree::exact, hasher).root()).isEqualTo(NAIVE.root(size));
            tree.add(NAIVE.leaves().subList(size, size + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyBatchesMakeTheTilesThatOneBatchMakes(long seed) {
        // given
        var random = new Random(seed);
        var tree = new TiledTree(hasher);
        var size = 0;

        while (size < 3_000) {
            // when
            var more = random.nextInt(random.nextBoolean() ? 5 : 700);
            tree.add(NAIVE.leaves().subList(size, size + more));
            size += more;

            // then
            var atOnce = new TiledTree(hasher);
            atOnce.add(NAIVE.leaves().subList(0, size));
            assertThat(tree.tiles()).containsAllEntriesOf(atOnce.tiles());
            assertThat(tree.edge()).isEqualTo(atOnce.edge());
        }
    }

    @Test
    void everyTileHoldsTheRootsOfTheNaiveTree() {
        var tree = new TiledTree(hasher);
        tree.add(NAIVE.leaves());

        assertThat(tree.tiles()).hasSize(274 + 2 + 1);
        tree.tiles().forEach((tile, hashes) -> {
            var below = 1 << (8 * tile.level());
            for (var i = 0; i < tile.width(); i++) {
                var from = (int) (tile.start() + i) * below;
                assertThat(hashes.get(i)).isEqualTo(NAIVE.root(from, from + below));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "5, 5, 0", "0, 1, 1", "0, 256, 2", "255, 256, 2", "256, 257, 1", "65535, 65536, 3"})
    void whatHasToBeWrittenIsWhatChanged(long from, long to, int tiles) {
        assertThat(Tile.grown(from, to)).hasSize(tiles);
    }

    @Test
    void aTileThatGrewIsWrittenAtItsNewWidthOnly() {
        assertThat(Tile.grown(250, 600))
                .containsExactly(new Tile(0, 0, 256), new Tile(0, 1, 256), new Tile(0, 2, 88), new Tile(1, 0, 2));
    }

    @Test
    void onlyTilesOfTheTreeAreAskedForAndEachOnce() {
        // given
        var tree = new TiledTree(hasher);
        tree.add(NAIVE.leaves().subList(0, 66_000));
        tree.add(NAIVE.leaves().subList(66_000, SIZE));
        var asked = new ArrayList<Tile>();
        Function<Tile, List<Hash>> tiles = tile -> {
            asked.add(tile);
            return tree.exact(tile);
        };

        // when
        var path = Proofs.inclusion(300, 66_000, new TileNodes(66_000, tiles, hasher), hasher);

        // then
        assertThat(path).isEqualTo(NAIVE.path(300, 66_000));
        assertThat(asked)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(
                        new Tile(0, 1, 256), new Tile(0, 257, 208), new Tile(1, 0, 256), new Tile(1, 1, 1));
    }

    @Test
    void aNodeThatTheTreeHasNotIsTheCallersMistake() {
        var nodes = new TileNodes(1_000, new TiledTree(hasher)::exact, hasher);

        assertThatThrownBy(() -> nodes.node(0, 1_000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> nodes.node(9, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> nodes.node(63, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> nodes.node(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aTileThatIsTooNarrowIsNotBelieved() {
        var narrow = NAIVE.leaves().subList(0, 9);

        assertThatIllegalStateException()
                .isThrownBy(() -> new TileNodes(10, _ -> narrow, hasher).node(0, 0))
                .withMessageContaining("9 hashes");
    }

    @Test
    void aTileHasAPlaceThatATreeCanHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(-1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(8, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 1L << 55, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 257));
    }

    @Test
    void anEdgeHasAPeakForEachBitOfItsSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RightEdge(3, NAIVE.leaves().subList(0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RightEdge(-1, NAIVE.leaves().subList(0, 64)));
    }
}
