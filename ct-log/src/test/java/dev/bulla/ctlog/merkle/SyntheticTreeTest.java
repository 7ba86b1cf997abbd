/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Providers;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tree of 70,000 leaves, leaf i being the number i in eight bytes. What it must give was computed with Python's hashlib. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyntheticTreeTest {
    private static final int SIZE = 70_000;

    private final TreeHasher hasher = new TreeHasher(Providers.BOUNCY_CASTLE);
    private final List<Hash> leaves = NaiveTree.ofNumbers(SIZE).leaves();
    private final TiledTree tree = new TiledTree(hasher);

    @BeforeAll
    void grow() {
        tree.add(leaves);
    }

    @ParameterizedTest
    @CsvSource({
        "255, bb3b9743e08118ea583ae77df04a1449a0601cde6f75146d79c2cab6366ce210",
        "256, 15e2dd4973ae44de8c8cf3048fd98d17adaaea6287f4e0606a55a643617408c0",
        "257, d418c0873259bce7d0561ab004486112416c1c4490865415342bfe06e673146c",
        "65535, e7321cd57abf36c522d89e6d26bd9098a37b6a8b06b318976269e701f6d4802d",
        "65536, bc9bca909516d5bf148c2bf2dea0a0d9f717ce4987d2fe7504d6694363b41598",
        "65537, a901bb447a4b4c361cdf559658f27f24a8a3ebbc49257c472efe950932d4853a",
        "70000, 0759167a0f98e35e802d46ff7c7d29d2c3f03a63a256deb6abbff357a91b63b1"
    })
    void everySizeHasItsRoot(int size, String root) {
        var edge = RightEdge.EMPTY.with(leaves.subList(0, size), hasher);

        assertThat(edge.root(hasher)).hasToString(root);
        assertThat(nodes(size).root()).hasToString(root);
        assertThat(RightEdge.of(size, nodes(size))).isEqualTo(edge);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 20cd0859c7fb4ae9eeac1d244887e6f9342d86ce0b1a1c7bb244915d3d0dc971",
        "0, 273, 112, c7ebb1581fb37d08e8c14ef23ce02ebd07d79d783b6515c740d8b9f566ef0289",
        "1, 0, 256, dbf848d70619481ec09adf64ff73d027ffd27f3cab12570d5087d7e9fede902a",
        "1, 1, 17, 4fd210567f39abfd6af3acd3f895698cbaaf1b83bd764f98d7d81f431454aa54"
    })
    void everyTileHasItsBytes(int level, long index, int width, String sha256) {
        assertThat(Hash.sha256(tree.file(new Tile(level, index, width)))).hasToString(sha256);
    }

    @Test
    void theHighestTileHoldsTheRootOfAllBelow() {
        assertThat(tree.tiles().get(new Tile(2, 0, 1)))
                .hasToString("[bc9bca909516d5bf148c2bf2dea0a0d9f717ce4987d2fe7504d6694363b41598]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 17, 12a236230ec0b408189b84af0f7922b24952186ceb13b97041bbac55634fcc6b",
        "65536, 14, 20961f48cdf37161affc754bc0d55029f429231ee6a3c2fcc8ee774f38d8c79b",
        "69999, 9, 7f9c65572e20afe764f069f98880d24a8ee38adbb14ad219f1dcc15e58be2d75"
    })
    void inclusion(int index, int length, String sha256) {
        var path = Proofs.inclusion(index, SIZE, nodes(SIZE), hasher);

        assertThat(path).hasSize(length);
        assertThat(sha256Of(path)).hasToString(sha256);
    }

    @ParameterizedTest
    @CsvSource({
        "255, 70000, 18, 3a54130676ca0ed914297c330d14c6b10c401af18680012927eaf95bb9a7c4c0",
        "256, 65537, 9, cfa6312bfab103ee1c4a51a916febb72c8b9a3b4b299a69328a6923b645bb4b5",
        "65537, 70000, 15, 33b6c157ffdff5f39f33b7c49db9b374d2e253b11982375e9a58b2559ae94d57"
    })
    void consistency(int first, int second, int length, String sha256) {
        var proof = Proofs.consistency(first, second, nodes(second), hasher);

        assertThat(proof).hasSize(length);
        assertThat(sha256Of(proof)).hasToString(sha256);
    }

    private TileNodes nodes(int size) {
        return new TileNodes(size, tree::widest, hasher);
    }

    private static Hash sha256Of(List<Hash> hashes) {
        var all = new ByteArrayOutputStream();
        hashes.forEach(hash -> all.writeBytes(hash.toBytes()));
        return Hash.sha256(all.toByteArray());
    }
}
