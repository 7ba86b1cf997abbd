/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The nodes of a tree that is kept in tiles. It asks only for tiles that the tree has, at the width they have in it, and
 * for each once: it is made for one question and forgotten. Not for several threads.
 */
public final class TileNodes implements NodeReader {
    private final long size;
    private final Function<Tile, List<Hash>> tiles;
    private final TreeHasher hasher;
    private final Map<Tile, List<Hash>> read = new HashMap<>();

    /**
     * @param size  of the tree; tiles may be those of a larger one
     * @param tiles gives the hashes of a tile: as many as its width says, or more if it grew since
     */
    public TileNodes(long size, Function<Tile, List<Hash>> tiles, TreeHasher hasher) {
        this.size = size;
        this.tiles = tiles;
        this.hasher = hasher;
    }

    /** The root of the whole tree. */
    public Hash root() {
        return RightEdge.of(size, this).root(hasher);
    }

    @Override
    public Hash node(int height, long index) {
        Objects.checkIndex(height, Long.SIZE - 1);
        Objects.checkIndex(index, size >>> height);
        var level = height / Tile.BITS;
        var below = height % Tile.BITS;
        var first = index << below;
        var hashes = hashes(Tile.at(level, first, size));
        var start = (int) (first % Tile.WIDTH);
        return RightEdge.EMPTY
                .with(hashes.subList(start, start + (1 << below)), hasher)
                .root(hasher);
    }

    private List<Hash> hashes(Tile tile) {
        var hashes = read.computeIfAbsent(tile, tiles);
        if (hashes.size() < tile.width()) {
            throw new IllegalStateException("%s has %d hashes only".formatted(tile, hashes.size()));
        }
        return hashes;
    }
}
