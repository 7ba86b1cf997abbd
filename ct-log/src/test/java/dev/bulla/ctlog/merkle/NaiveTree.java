/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The tree as RFC 6962 defines it, recursively: to compare with, not to be fast. */
public final class NaiveTree {
    private final List<Hash> leaves;
    private final Map<Range, Hash> roots = new HashMap<>();

    private record Range(int from, int to) {}

    public NaiveTree(List<byte[]> leaves) {
        this.leaves = leaves.stream().map(NaiveTree::leafHash).toList();
    }

    /** The tree whose leaves are the numbers from 0 on, in eight bytes each. */
    static NaiveTree ofNumbers(int size) {
        return new NaiveTree(IntStream.range(0, size)
                .mapToObj(number -> ByteBuffer.allocate(8).putLong(number).array())
                .toList());
    }

    public List<Hash> leaves() {
        return leaves;
    }

    public Hash root(int size) {
        return root(0, size);
    }

    /** MTH(D[from:to]) */
    public Hash root(int from, int to) {
        if (to == from) {
            return Hash.sha256(new byte[0]);
        }
        if (to - from == 1) {
            return leaves.get(from);
        }
        var known = roots.get(new Range(from, to));
        if (known == null) {
            var middle = from + largestPowerBelow(to - from);
            known = nodeHash(root(from, middle), root(middle, to));
            roots.put(new Range(from, to), known);
        }
        return known;
    }

    /** PATH(index, D[0:size]) */
    List<Hash> path(int index, int size) {
        return path(index, 0, size);
    }

    /** PROOF(first, D[0:second]) */
    List<Hash> proof(int first, int second) {
        return first == 0 ? List.of() : subproof(first, 0, second, true);
    }

    private List<Hash> path(int index, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        var middle = from + largestPowerBelow(to - from);
        return index < middle
                ? and(path(index, from, middle), root(middle, to))
                : and(path(index, middle, to), root(from, middle));
    }

    private List<Hash> subproof(int first, int from, int to, boolean known) {
        if (first == to) {
            return known ? List.of() : List.of(root(from, to));
        }
        var middle = from + largestPowerBelow(to - from);
        return first <= middle
                ? and(subproof(first, from, middle, known), root(middle, to))
                : and(subproof(first, middle, to, false), root(from, middle));
    }

    private static List<Hash> and(List<Hash> hashes, Hash last) {
        var all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }

    private static int largestPowerBelow(int number) {
        var power = 1;
        while (2 * power < number) {
            power *= 2;
        }
        return power;
    }

    static Hash leafHash(byte[] leaf) {
        return Hash.sha256(
                ByteBuffer.allocate(1 + leaf.length).put((byte) 0).put(leaf).array());
    }

    private static Hash nodeHash(Hash left, Hash right) {
        return Hash.sha256(ByteBuffer.allocate(65)
                .put((byte) 1)
                .put(left.toBytes())
                .put(right.toBytes())
                .array());
    }
}
