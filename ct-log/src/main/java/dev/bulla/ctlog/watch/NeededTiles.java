/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.NodeReader;
import dev.bulla.ctlog.merkle.Tile;
import java.util.LinkedHashSet;
import java.util.Set;

/** Takes down which tiles a question about a tree will need, so that they can be read before it is asked. */
final class NeededTiles implements NodeReader {
    private final long size;
    private final Set<Tile> tiles = new LinkedHashSet<>();

    NeededTiles(long size) {
        this.size = size;
    }

    Set<Tile> tiles() {
        return tiles;
    }

    /** Answers with no hash in particular: what is asked next does not depend on it. */
    @Override
    public Hash node(int height, long index) {
        tiles.add(Tile.at(height / Tile.BITS, index << height % Tile.BITS, size));
        return Hash.ZERO;
    }
}
