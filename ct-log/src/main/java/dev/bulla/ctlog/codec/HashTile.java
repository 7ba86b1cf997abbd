/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import java.util.ArrayList;
import java.util.List;

/** Up to 256 hashes of a tree that stand side by side, one after the other (C2SP tlog-tiles). */
public final class HashTile {
    private HashTile() {}

    public static List<Hash> parse(Bytes content) {
        if (content.size() % Hash.SIZE != 0 || content.size() > Tile.WIDTH * Hash.SIZE) {
            throw new MalformedException("its length is not that of a tile: " + content);
        }
        var hashes = new ArrayList<Hash>(Tile.WIDTH);
        for (var at = 0; at < content.size(); at += Hash.SIZE) {
            hashes.add(content.hashAt(at));
        }
        return hashes;
    }
}
