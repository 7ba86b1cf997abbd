/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Tile;
import java.util.ArrayList;
import java.util.List;

/** Partial tiles that no reader should still need: the full one is there, and one more full tile has followed. */
public final class OutgrownTiles {
    private static final String PARTIAL = ".p";

    private OutgrownTiles() {}

    /**
     * Their folders, after a tree grew from one size to the other. A few that were removed before are among them, in case that
     * did not come to its end.
     */
    public static List<String> between(long before, long after) {
        var folders = new ArrayList<String>();
        for (var level = 0; Tile.hashes(level, after) >= 2 * Tile.WIDTH; level++) {
            var first = Math.max(0, Tile.hashes(level, before) / Tile.WIDTH - 2);
            for (var index = first; index < Tile.hashes(level, after) / Tile.WIDTH - 1; index++) {
                var tile = new Tile(level, index, Tile.WIDTH);
                folders.add(TilePath.ofHashes(tile) + PARTIAL);
                if (level == 0) {
                    folders.add(TilePath.ofEntries(tile) + PARTIAL);
                }
            }
        }
        return folders;
    }
}
