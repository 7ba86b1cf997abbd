/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.Providers;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Proofs of all small trees and of some large ones, against the definitions of RFC 6962 taken at their word. */
class ProofsTest {
    private static final int ALL_UP_TO = 130;
    private static final int LARGEST = 70_000;
    private static final NaiveTree NAIVE = NaiveTree.ofNumbers(LARGEST);

    private final TreeHasher hasher = new TreeHasher(Providers.BOUNCY_CASTLE);
    private final ProofCheck check = new ProofCheck(hasher);

    @Test
    void everyLeafOfEverySmallTree() {
        var tree = oneByOne(ALL_UP_TO);
        for (var size = 1; size <= ALL_UP_TO; size++) {
            for (var index = 0; index < size; index++) {
                assertInclusion(index, size, tree::exact);
            }
        }
    }

    @Test
    void everyPairOfSmallTrees() {
        var tree = oneByOne(ALL_UP_TO);
        for (var second = 0; second <= ALL_UP_TO; second++) {
            for (var first = 0; first <= second; first++) {
                assertConsistency(first, second, tree::exact);
            }
        }
    }

    @Test
    void someOfTheLargeTrees() {
        // given
        var tree = new TiledTree(hasher);
        tree.add(NAIVE.leaves());
        var random = new Random(6962);

        for (var round = 0; round < 400; round++) {
            // when
            var size = 1 + random.nextInt(LARGEST);

            // then
            assertInclusion(random.nextInt(size), size, tree::widest);
            assertConsistency(random.nextInt(size + 1), size, tree::widest);
        }
    }

    @Test
    void theLargestTreeThatHasASize() {
        var size = Long.MAX_VALUE;
        var nodes = uniform();
        var tree = new TreeRoot(size, RightEdge.of(size, nodes).root(hasher));
        var leaf = nodes.node(0, 0);

        assertThat(Proofs.inclusion(0, size, nodes, hasher)).hasSize(63);
        assertThat(Proofs.inclusion(size - 1, size, nodes, hasher)).hasSize(62);
        for (var index : List.of(0L, 1L, (1L << 62) - 1, 1L << 62, size - 2, size - 1)) {
            var path = Proofs.inclusion(index, size, nodes, hasher);
            assertThat(check.includes(tree, index, leaf, path)).isTrue();
        }
        for (var first : List.of(1L, 2L, 3L, (1L << 62) - 1, 1L << 62, (1L << 62) + 1, size - 1, size)) {
            var root = new TreeRoot(first, RightEdge.of(first, nodes).root(hasher));
            assertThat(check.consistent(root, tree, Proofs.consistency(first, size, nodes, hasher)))
                    .isTrue();
        }
    }

    @Test
    void whatATreeHasNotHasNoProof() {
        assertThatThrownBy(() -> Proofs.inclusion(0, 0, uniform(), hasher))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Proofs.inclusion(7, 7, uniform(), hasher))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Proofs.inclusion(-1, 7, uniform(), hasher))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Proofs.consistency(8, 7, uniform(), hasher))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Proofs.consistency(-1, 7, uniform(), hasher))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void assertInclusion(int index, int size, Function<Tile, List<Hash>> tiles) {
        var path = Proofs.inclusion(index, size, new TileNodes(size, tiles, hasher), hasher);

        assertThat(path).isEqualTo(NAIVE.path(index, size));
        assertThat(check.includes(tree(size), index, NAIVE.leaves().get(index), path))
                .isTrue();
    }

    private void assertConsistency(int first, int second, Function<Tile, List<Hash>> tiles) {
        var proof = Proofs.consistency(first, second, new TileNodes(second, tiles, hasher), hasher);

        assertThat(proof).isEqualTo(NAIVE.proof(first, second));
        assertThat(check.consistent(tree(first), tree(second), proof)).isTrue();
    }

    private static TreeRoot tree(int size) {
        return new TreeRoot(size, NAIVE.root(size));
    }

    private TiledTree oneByOne(int size) {
        var tree = new TiledTree(hasher);
        NAIVE.leaves().subList(0, size).forEach(leaf -> tree.add(List.of(leaf)));
        return tree;
    }

    /** A tree as large as one likes, all of whose leaves are the same. */
    private NodeReader uniform() {
        return (height, _) -> {
            var node = hasher.leaf(new byte[0]);
            for (var i = 0; i < height; i++) {
                node = hasher.node(node, node);
            }
            return node;
        };
    }
}
