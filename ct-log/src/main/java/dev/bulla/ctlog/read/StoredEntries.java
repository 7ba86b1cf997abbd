/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.MalformedException;

/** A full data tile that knows where each of its entries begins. */
final class StoredEntries {

    /** About what an object of this kind takes beside the tile's bytes. */
    private static final int OVERHEAD = 4 * (DataTile.WIDTH + 1) + 64;

    private final Bytes tile;
    private final int[] starts = new int[DataTile.WIDTH + 1];

    StoredEntries(Bytes tile) {
        this.tile = tile;
        var leaves = DataTile.parse(tile).leaves();
        if (leaves.size() != DataTile.WIDTH) {
            throw new MalformedException("a full tile of " + leaves.size() + " entries");
        }
        for (var i = 0; i < leaves.size(); i++) {
            starts[i + 1] = starts[i] + leaves.get(i).encodedSize();
        }
    }

    /** The first entries of the tile: a partial tile of this width. */
    Bytes first(int width) {
        return tile.part(0, starts[width]);
    }

    Bytes entry(int place) {
        return tile.part(starts[place], starts[place + 1]);
    }

    int size() {
        return tile.size() + OVERHEAD;
    }
}
