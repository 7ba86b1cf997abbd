/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.List;
import java.util.Optional;

/**
 * The hashes of a tile as they are said twice.
 *
 * @param stored   what its file holds, if that could be used
 * @param computed what follows from below it, as far as that is known
 */
record TileContent(Tile tile, Optional<List<Hash>> stored, Optional<List<Hash>> computed) {

    TileClaim claim(TreeHasher hasher) {
        var fromFile = stored.map(hashes -> root(hashes, hasher));
        return new TileClaim(fromFile, agrees() ? fromFile : computed.map(hashes -> root(hashes, hasher)));
    }

    /** Whether both are known and the same. */
    boolean agrees() {
        return stored.isPresent() && stored.equals(computed);
    }

    /** Whether both are known and not the same. */
    boolean disagrees() {
        return stored.isPresent() && computed.isPresent() && !stored.equals(computed);
    }

    static Hash root(List<Hash> hashes, TreeHasher hasher) {
        return RightEdge.EMPTY.with(hashes, hasher).root(hasher);
    }
}
