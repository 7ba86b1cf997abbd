/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes the proofs that {@link ProofCheck} checks. */
public final class Proofs {
    private Proofs() {}

    /** The audit path of a leaf in the tree of this size (RFC 6962, section 2.1.1), the leaf's sibling first. */
    public static List<Hash> inclusion(long index, long size, NodeReader nodes, TreeHasher hasher) {
        Objects.checkIndex(index, size);
        var path = new ArrayList<Hash>();
        var from = 0L;
        var to = size;
        while (to - from > 1) {
            var middle = from + Subtrees.split(to - from);
            if (index < middle) {
                path.add(root(middle, to, nodes, hasher));
                to = middle;
            } else {
                path.add(root(from, middle, nodes, hasher));
                from = middle;
            }
        }
        return List.copyOf(path.reversed());
    }

    /**
     * What shows that the tree of the first size is the beginning of that of the second (RFC 6962, section 2.1.2). It is
     * empty if the first tree is: every tree begins so.
     */
    public static List<Hash> consistency(long first, long second, NodeReader nodes, TreeHasher hasher) {
        Objects.checkFromToIndex(0, first, second);
        var proof = new ArrayList<Hash>();
        var from = 0L;
        var to = second;
        while (first != 0 && first != to) {
            var middle = from + Subtrees.split(to - from);
            if (first <= middle) {
                proof.add(root(middle, to, nodes, hasher));
                to = middle;
            } else {
                proof.add(root(from, middle, nodes, hasher));
                from = middle;
            }
        }
        if (from != 0) {
            // Whoever checks knows the first tree's root, but not that of a part of it.
            proof.add(root(from, to, nodes, hasher));
        }
        return List.copyOf(proof.reversed());
    }

    private static Hash root(long from, long to, NodeReader nodes, TreeHasher hasher) {
        return Subtrees.root(Subtrees.peaks(from, to, nodes), hasher);
    }
}
