/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bulla.ctlog.testing.Providers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Proofs that are almost right. */
class ProofCheckTest {
    private static final int ALL_UP_TO = 40;
    private static final int LARGEST = 5_000;
    private static final NaiveTree NAIVE = NaiveTree.ofNumbers(LARGEST);
    private static final Hash STRANGER = Hash.sha256(new byte[] {1});

    private final ProofCheck check = new ProofCheck(new TreeHasher(Providers.BOUNCY_CASTLE));
    private final Random random = new Random(9162);

    @Test
    void aDamagedPathShowsNothing() {
        for (var size = 1; size <= ALL_UP_TO; size++) {
            for (var index = 0; index < size; index++) {
                assertNoDamagedPathHolds(index, size);
            }
        }
        for (var round = 0; round < 100; round++) {
            var size = 1 + random.nextInt(LARGEST);
            assertNoDamagedPathHolds(random.nextInt(size), size);
        }
    }

    @Test
    void aDamagedConsistencyProofShowsNothing() {
        for (var second = 0; second <= ALL_UP_TO; second++) {
            for (var first = 0; first <= second; first++) {
                assertNoDamagedProofHolds(first, second);
            }
        }
        for (var round = 0; round < 100; round++) {
            var second = 1 + random.nextInt(LARGEST);
            assertNoDamagedProofHolds(random.nextInt(second), second);
        }
    }

    @Test
    void aPathHoldsForItsLeafAtItsIndexInItsTree() {
        for (var size = 1; size <= ALL_UP_TO; size++) {
            for (var index = 0; index < size; index++) {
                var path = NAIVE.path(index, size);
                var leaf = NAIVE.leaves().get(index);
                for (var other = -1; other <= size; other++) {
                    assertThat(check.includes(tree(size), other, leaf, path)).isEqualTo(other == index);
                    assertThat(check.includes(tree(other + 1), index, leaf, path))
                            .isEqualTo(other + 1 == size);
                }
                assertThat(check.includes(tree(size), index, STRANGER, path)).isFalse();
                assertThat(check.includes(new TreeRoot(size, STRANGER), index, leaf, path))
                        .isFalse();
            }
        }
    }

    @Test
    void aConsistencyProofHoldsForItsTrees() {
        for (var second = 2; second <= ALL_UP_TO; second++) {
            for (var first = 1; first < second; first++) {
                var proof = NAIVE.proof(first, second);
                for (var other = 0; other <= second + 1; other++) {
                    assertThat(check.consistent(tree(other), tree(second), proof))
                            .isEqualTo(other == first);
                    assertThat(check.consistent(tree(first), tree(other), proof))
                            .isEqualTo(other == second);
                }
                assertThat(check.consistent(new TreeRoot(first, STRANGER), tree(second), proof))
                        .isFalse();
                assertThat(check.consistent(tree(first), new TreeRoot(second, STRANGER), proof))
                        .isFalse();
            }
        }
    }

    @Test
    void treesOfOneSizeAreConsistentWhenTheyAreTheSame() {
        assertThat(check.consistent(tree(7), tree(7), List.of())).isTrue();
        assertThat(check.consistent(tree(7), new TreeRoot(7, STRANGER), List.of()))
                .isFalse();
        assertThat(check.consistent(tree(7), tree(7), List.of(STRANGER))).isFalse();
    }

    @Test
    void everyTreeBeginsWithTheEmptyOne() {
        var empty = new TreeRoot(0, TreeHasher.EMPTY);

        assertThat(check.consistent(empty, tree(7), List.of())).isTrue();
        assertThat(check.consistent(empty, empty, List.of())).isTrue();
        assertThat(check.consistent(empty, tree(7), List.of(STRANGER))).isFalse();
        assertThat(check.consistent(new TreeRoot(0, STRANGER), tree(7), List.of()))
                .isFalse();
        assertThat(check.consistent(new TreeRoot(0, STRANGER), new TreeRoot(0, STRANGER), List.of()))
                .isFalse();
    }

    @Test
    void noMoreOfAProofIsReadThanItMayHave() {
        var endless = Collections.nCopies(1_000_000, STRANGER);

        assertThat(check.includes(new TreeRoot(Long.MAX_VALUE, STRANGER), 0, STRANGER, endless))
                .isFalse();
        assertThat(check.consistent(new TreeRoot(1, STRANGER), new TreeRoot(Long.MAX_VALUE, STRANGER), endless))
                .isFalse();
    }

    @Test
    void aTreeHasNoNegativeSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeRoot(-1, STRANGER));
    }

    private void assertNoDamagedPathHolds(int index, int size) {
        var leaf = NAIVE.leaves().get(index);
        var path = NAIVE.path(index, size);
        assertThat(check.includes(tree(size), index, leaf, path)).isTrue();
        assertThat(damaged(path)).noneMatch(it -> check.includes(tree(size), index, leaf, it));
    }

    private void assertNoDamagedProofHolds(int first, int second) {
        var proof = NAIVE.proof(first, second);
        assertThat(check.consistent(tree(first), tree(second), proof)).isTrue();
        assertThat(damaged(proof)).noneMatch(it -> check.consistent(tree(first), tree(second), it));
    }

    private List<List<Hash>> damaged(List<Hash> proof) {
        var damaged = new ArrayList<List<Hash>>();
        for (var at = 0; at < proof.size(); at++) {
            damaged.add(with(proof, at, flipped(proof.get(at))));
            var without = new ArrayList<>(proof);
            without.remove(at);
            damaged.add(without);
            var twice = new ArrayList<>(proof);
            twice.add(at, proof.get(at));
            damaged.add(twice);
            if (at > 0) {
                var swapped = new ArrayList<>(proof);
                Collections.swap(swapped, at - 1, at);
                damaged.add(swapped);
            }
        }
        for (var stranger : List.of(STRANGER, TreeHasher.EMPTY)) {
            damaged.add(Stream.concat(proof.stream(), Stream.of(stranger)).toList());
            damaged.add(Stream.concat(Stream.of(stranger), proof.stream()).toList());
        }
        return damaged;
    }

    private Hash flipped(Hash hash) {
        var bytes = hash.toBytes();
        bytes[random.nextInt(Hash.SIZE)] ^= (byte) (1 << random.nextInt(8));
        return Hash.read(bytes, 0);
    }

    private static List<Hash> with(List<Hash> proof, int at, Hash other) {
        var changed = new ArrayList<>(proof);
        changed.set(at, other);
        return changed;
    }

    private static TreeRoot tree(int size) {
        return new TreeRoot(size, NAIVE.root(size));
    }
}
