/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The tiles that are not full. Together they make the root, so the root tells for each of them whether its file or what lies
 * below it is right. There are as many as levels at most, and every choice is tried.
 */
final class TreeEdge {
    private final List<TileContent> tiles;
    private final TreeHasher hasher;

    /** @param tiles that of the highest level first */
    TreeEdge(List<TileContent> tiles, TreeHasher hasher) {
        this.tiles = tiles;
        this.hasher = hasher;
    }

    /** The hashes of the tiles as they must be if the root is right, with as few files damaged as possible. */
    Optional<List<List<Hash>>> underRoot(TreeRoot root) {
        return IntStream.range(0, 1 << tiles.size())
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .flatMap(choice -> chosen(choice).stream())
                .filter(hashes -> root(root.size(), hashes).equals(root.hash()))
                .findFirst();
    }

    /** The files' hashes, and the computed ones where a bit is set. */
    private Optional<List<List<Hash>>> chosen(int choice) {
        var hashes = new ArrayList<List<Hash>>();
        for (var i = 0; i < tiles.size(); i++) {
            var tile = tiles.get(i);
            ((choice >>> i & 1) == 0 ? tile.stored() : tile.computed()).ifPresent(hashes::add);
        }
        return hashes.size() == tiles.size() ? Optional.of(hashes) : Optional.empty();
    }

    private Hash root(long size, List<List<Hash>> hashes) {
        var peaks = hashes.stream()
                .flatMap(tile -> RightEdge.EMPTY.with(tile, hasher).peaks().stream())
                .toList();
        return new RightEdge(size, peaks).root(hasher);
    }
}
