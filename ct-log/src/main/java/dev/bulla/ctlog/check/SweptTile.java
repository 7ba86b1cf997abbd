/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.index.IndexFile;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is kept of a tile of level 0 after its entries were looked at.
 *
 * @param content   kept for the tile at the right edge alone
 * @param rows      what its entries add to the index, if they could be read
 * @param indexed   whether an entry says its index
 * @param unindexed the first entry that does not
 */
record SweptTile(
        TileClaim claim,
        Optional<TileContent> content,
        Optional<IndexFile.Sums> rows,
        boolean indexed,
        OptionalLong unindexed) {

    /** Nobody looked. */
    static final SweptTile NONE =
            new SweptTile(TileClaim.NONE, Optional.empty(), Optional.empty(), false, OptionalLong.empty());
}
