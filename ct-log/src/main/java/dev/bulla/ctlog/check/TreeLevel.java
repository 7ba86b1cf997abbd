/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Tile;
import java.util.List;
import java.util.Optional;

/**
 * The tiles of one level.
 *
 * @param claims   what is said of each full tile, in their order
 * @param contents what is in each full tile; nothing for level 0, of which there is too much
 * @param edge     the tile that is not full, which no level above knows about
 */
record TreeLevel(int number, List<TileClaim> claims, List<TileContent> contents, Optional<TileContent> edge) {

    Tile full(int index) {
        return new Tile(number, index, Tile.WIDTH);
    }
}
