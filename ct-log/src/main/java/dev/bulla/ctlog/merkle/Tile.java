/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a tile: up to 256 hashes that stand side by side in the tree (C2SP tlog-tiles).
 *
 * <p>A hash of level 0 is that of a leaf; a hash of the next level is the root over a full tile of the level below.
 *
 * @param width how many hashes it holds; less than {@link #WIDTH} only at the right edge of a tree
 */
public record Tile(int level, long index, int width) {

    /** How many hashes a full tile holds. */
    public static final int WIDTH = 256;

    /** How many levels of the binary tree a level of tiles spans. */
    public static final int BITS = 8;

    private static final int MOST_LEVELS = 8;

    public Tile {
        if (level < 0
                || level >= MOST_LEVELS
                || index < 0
                || index > Long.MAX_VALUE / WIDTH
                || width < 1
                || width > WIDTH) {
            throw new IllegalArgumentException("no tile: level %d, index %d, width %d".formatted(level, index, width));
        }
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** The number of the first hash in it among all of its level. */
    public long start() {
        return index * WIDTH;
    }

    /** The tile in which a hash stands, as wide as it is in a tree of this size. */
    public static Tile at(int level, long hash, long size) {
        var start = hash - hash % WIDTH;
        return new Tile(level, start / WIDTH, (int) Math.min(WIDTH, hashes(level, size) - start));
    }

    /** How many hashes of a level a tree of this size has in tiles. */
    public static long hashes(int level, long size) {
        return level * BITS >= Long.SIZE ? 0 : size >>> (BITS * level);
    }

    /**
     * The tiles that a tree has after it grew and had not before, lowest level first: what has to be written when it grew
     * from one size to the other. A partial tile that grew is among them, at its new width only.
     */
    public static List<Tile> grown(long from, long to) {
        var tiles = new ArrayList<Tile>();
        for (var level = 0; hashes(level, to) > 0; level++) {
            var before = hashes(level, from);
            var after = hashes(level, to);
            for (var start = before - before % WIDTH; before < after && start < after; start += WIDTH) {
                tiles.add(at(level, start, to));
            }
        }
        return tiles;
    }
}
