/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962, section 2.1, word for word and slowly. */
record RecursiveTree(List<Hash> leaves) {

    Hash root() {
        if (leaves.isEmpty()) {
            return Hash.sha256(new byte[0]);
        }
        return leaves.size() == 1 ? leaves.getFirst() : node(left().root(), right().root());
    }

    List<Hash> path(int leaf) {
        if (leaves.size() == 1) {
            return List.of();
        }
        return leaf < split()
                ? and(left().path(leaf), right().root())
                : and(right().path(leaf - split()), left().root());
    }

    List<Hash> consistency(int size) {
        return size == leaves.size() ? List.of() : subProof(size, true);
    }

    private List<Hash> subProof(int size, boolean whole) {
        if (size == leaves.size()) {
            return whole ? List.of() : List.of(root());
        }
        return size <= split()
                ? and(left().subProof(size, whole), right().root())
                : and(right().subProof(size - split(), false), left().root());
    }

    RecursiveTree first(int size) {
        return new RecursiveTree(leaves.subList(0, size));
    }

    private RecursiveTree left() {
        return first(split());
    }

    private RecursiveTree right() {
        return new RecursiveTree(leaves.subList(split(), leaves.size()));
    }

    private int split() {
        return Integer.highestOneBit(leaves.size() - 1);
    }

    private static List<Hash> and(List<Hash> proof, Hash last) {
        var longer = new ArrayList<>(proof);
        longer.add(last);
        return longer;
    }

    private static Hash node(Hash left, Hash right) {
        var bytes = new byte[1 + 2 * Hash.SIZE];
        bytes[0] = 1;
        left.write(bytes, 1);
        right.write(bytes, 1 + Hash.SIZE);
        return Hash.sha256(bytes);
    }
}
