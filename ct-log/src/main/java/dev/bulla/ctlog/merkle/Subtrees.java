/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.util.ArrayList;
import java.util.List;

/** The complete subtrees of which a run of leaves consists, and the root over them (RFC 6962, section 2.1). */
final class Subtrees {
    private Subtrees() {}

    /** Where the leaves of a tree part into its left and its right half: the largest power of two below their number. */
    static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /**
     * The roots of the complete subtrees over the leaves up to and without {@code to}, the largest first. The run must
     * start where a subtree of its length may start.
     */
    static List<Hash> peaks(long from, long to, NodeReader nodes) {
        var peaks = new ArrayList<Hash>();
        for (var start = from; start < to; ) {
            var leaves = Long.highestOneBit(to - start);
            var height = Long.numberOfTrailingZeros(leaves);
            peaks.add(nodes.node(height, start >>> height));
            start += leaves;
        }
        return peaks;
    }

    /** The root over subtrees that get smaller from left to right. */
    static Hash root(List<Hash> peaks, TreeHasher hasher) {
        if (peaks.isEmpty()) {
            return TreeHasher.EMPTY;
        }
        var root = peaks.getLast();
        for (var peak : peaks.subList(0, peaks.size() - 1).reversed()) {
            root = hasher.node(peak, root);
        }
        return root;
    }
}
