/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree reduced to what is needed to let it grow: the roots of the complete subtrees that it consists of, the largest
 * (and leftmost) first.
 *
 * @param size  how many leaves the tree has
 * @param peaks one root for each bit that is set in the size, the highest bit first
 */
public record RightEdge(long size, List<Hash> peaks) {
    public static final RightEdge EMPTY = new RightEdge(0, List.of());

    public RightEdge {
        peaks = List.copyOf(peaks);
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of %d leaves has not %d peaks".formatted(size, peaks.size()));
        }
    }

    /** The edge of a tree whose nodes are known. */
    public static RightEdge of(long size, NodeReader nodes) {
        return new RightEdge(size, Subtrees.peaks(0, size, nodes));
    }

    /** The edge after these leaves were added on the right. */
    public RightEdge with(List<Hash> leaves, TreeHasher hasher) {
        var grown = new ArrayList<>(peaks);
        var count = size;
        for (var leaf : leaves) {
            var peak = leaf;
            for (var merged = count; (merged & 1) == 1; merged >>= 1) {
                peak = hasher.node(grown.removeLast(), peak);
            }
            grown.add(peak);
            count++;
        }
        return new RightEdge(count, grown);
    }

    /** The root of the whole tree. */
    public Hash root(TreeHasher hasher) {
        return Subtrees.root(peaks, hasher);
    }
}
