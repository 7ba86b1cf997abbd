/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.DataTile;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.codec.MalformedException;

/** A full data tile that knows where each of its entries ends. */
final class StoredEntries {

    /** About what an object of this kind takes beside the tile's bytes. */
    private static final int OVERHEAD = Integer.BYTES * (DataTile.WIDTH + 1) + 64;

    private final Bytes tile;
    private final int[] ends = new int[DataTile.WIDTH + 1];

    StoredEntries(Bytes tile) {
        this.tile = tile;
        var entries = LeafBytes.split(tile);
        if (entries.size() != DataTile.WIDTH) {
            throw new MalformedException("a full tile of " + entries.size() + " entries");
        }
        for (var i = 0; i < entries.size(); i++) {
            ends[i + 1] = ends[i] + entries.get(i).size();
        }
    }

    /** The first entries: a partial tile of this width. */
    Bytes first(int width) {
        return tile.part(0, ends[width]);
    }

    Bytes entry(int place) {
        return tile.part(ends[place], ends[place + 1]);
    }

    int size() {
        return tile.size() + OVERHEAD;
    }
}
