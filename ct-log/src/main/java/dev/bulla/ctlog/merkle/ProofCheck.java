/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.util.List;

/**
 * Checks proofs as their receiver does (RFC 9162, sections 2.1.3.2 and 2.1.4.2). A proof has one length that is right;
 * with any other it does not hold, and no more of it is read than that.
 */
public final class ProofCheck {
    private final TreeHasher hasher;

    public ProofCheck(TreeHasher hasher) {
        this.hasher = hasher;
    }

    /** Whether the path shows that the leaf with this hash stands at this index of the tree. */
    public boolean includes(TreeRoot tree, long index, Hash leaf, List<Hash> path) {
        if (index < 0 || index >= tree.size()) {
            return false;
        }
        var place = new Climb(index, tree.size() - 1);
        var root = leaf;
        for (var sibling : path) {
            if (place.atTop()) {
                return false;
            }
            root = place.stepsRight() ? hasher.node(sibling, root) : hasher.node(root, sibling);
        }
        return place.atTop() && root.equals(tree.hash());
    }

    /** Whether the proof shows that the first tree is the beginning of the second. */
    public boolean consistent(TreeRoot first, TreeRoot second, List<Hash> proof) {
        if (first.size() > second.size() || liesAboutNothing(first) || liesAboutNothing(second)) {
            return false;
        }
        if (first.size() == 0) {
            return proof.isEmpty();
        }
        if (first.size() == second.size()) {
            return proof.isEmpty() && first.equals(second);
        }
        return !proof.isEmpty() && growsInto(first, second, proof);
    }

    private boolean growsInto(TreeRoot first, TreeRoot second, List<Hash> proof) {
        var place = Climb.toLastSubtree(first.size() - 1, second.size() - 1);
        var complete = Long.bitCount(first.size()) == 1;
        var before = complete ? first.hash() : proof.getFirst();
        var after = before;
        for (var sibling : proof.subList(complete ? 0 : 1, proof.size())) {
            if (place.atTop()) {
                return false;
            }
            if (place.stepsRight()) {
                before = hasher.node(sibling, before);
                after = hasher.node(sibling, after);
            } else {
                after = hasher.node(after, sibling);
            }
        }
        return place.atTop() && before.equals(first.hash()) && after.equals(second.hash());
    }

    private static boolean liesAboutNothing(TreeRoot tree) {
        return tree.size() == 0 && !tree.hash().equals(TreeHasher.EMPTY);
    }

    /** A way from a node to the root, beside the way of the last node of the same height. */
    private static final class Climb {
        private long node;
        private long last;

        Climb(long node, long last) {
            this.node = node;
            this.last = last;
        }

        /** The way from the largest complete subtree that ends with a leaf. */
        static Climb toLastSubtree(long leaf, long last) {
            var height = Long.numberOfTrailingZeros(~leaf);
            return new Climb(leaf >>> height, last >>> height);
        }

        boolean atTop() {
            return last == 0;
        }

        /** Goes up to the next node that has a sibling on the way; tells whether the sibling stands to its left. */
        boolean stepsRight() {
            var right = (node & 1) == 1 || node == last;
            // A last node without a sibling goes up as it is, until it is somebody's right half.
            var height = right ? 1 + Long.numberOfTrailingZeros(node) : 1;
            node >>>= height;
            last >>>= height;
            return right;
        }
    }
}
