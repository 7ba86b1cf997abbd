/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Providers;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The eight leaves with which implementations of certificate transparency have been compared since its beginning. */
class PublishedTreeTest {
    private static final List<Hash> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(leaf ->
                    new TreeHasher(Providers.BOUNCY_CASTLE).leaf(HexFormat.of().parseHex(leaf)))
            .toList();
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final String HASH_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String HASH_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String HASH_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String HASH_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String HASH_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String HASH_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String FIRST = ROOTS.get(1);
    private static final String FIRST_TWO = ROOTS.get(2);
    private static final String FIRST_FOUR = ROOTS.get(4);

    private final TreeHasher hasher = new TreeHasher(Providers.BOUNCY_CASTLE);

    @Test
    void everySizeHasItsRoot() {
        assertThat(IntStream.rangeClosed(0, 8)
                        .mapToObj(size -> RightEdge.EMPTY.with(LEAVES.subList(0, size), hasher))
                        .map(edge -> edge.root(hasher).toString()))
                .containsExactlyElementsOf(ROOTS);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 8, " + HASH_4_5 + " " + HASH_6_7 + " " + "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, " + HASH_2_3 + " " + HASH_4,
        "4, 8, " + HASH_4_7,
        "1, 8, " + HASH_1 + " " + HASH_2_3 + " " + HASH_4_7,
        "8, 8, ''",
        "0, 8, ''"
    })
    void consistency(int first, int second, String proof) {
        var made = Proofs.consistency(first, second, nodes(), hasher);

        assertThat(made).extracting(Hash::toString).containsExactlyElementsOf(hashes(proof));
        assertThat(new ProofCheck(hasher).consistent(tree(first), tree(second), made))
                .isTrue();
    }

    @Test
    void inclusion() {
        assertInclusion(0, 8, List.of(HASH_1, HASH_2_3, HASH_4_7));
        assertInclusion(5, 8, List.of(HASH_4, HASH_6_7, FIRST_FOUR));
        assertInclusion(2, 3, List.of(FIRST_TWO));
        assertInclusion(4, 5, List.of(FIRST_FOUR));
        assertInclusion(1, 5, List.of(FIRST, HASH_2_3, HASH_4));
        assertInclusion(0, 1, List.of());
    }

    private void assertInclusion(int index, int size, List<String> path) {
        var made = Proofs.inclusion(index, size, nodes(), hasher);

        assertThat(made).extracting(Hash::toString).containsExactlyElementsOf(path);
        assertThat(new ProofCheck(hasher).includes(tree(size), index, LEAVES.get(index), made))
                .isTrue();
    }

    private NodeReader nodes() {
        return (height, index) -> {
            var from = (int) index << height;
            return RightEdge.EMPTY
                    .with(LEAVES.subList(from, from + (1 << height)), hasher)
                    .root(hasher);
        };
    }

    private static TreeRoot tree(int size) {
        return new TreeRoot(size, Hash.read(HexFormat.of().parseHex(ROOTS.get(size)), 0));
    }

    private static List<String> hashes(String text) {
        return Stream.of(text.split(" ")).filter(hash -> !hash.isEmpty()).toList();
    }
}
