/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.HashTile;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PackedFile;
import dev.bulla.ctlog.codec.TileEntry;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import java.util.List;
import java.util.function.Function;

/**
 * Reads tiles as they are, right or wrong. A log may have dropped a partial tile once there was the full one, so that is asked
 * for next, and cut.
 */
final class SourceTiles {
    private final LogSource source;

    SourceTiles(LogSource source) {
        this.source = source;
    }

    List<Hash> hashes(Tile tile) throws UnreadableException, DamagedSourceException, InterruptedException {
        return read(tile, TilePath::ofHashes, HashTile::parse);
    }

    List<TileEntry> entries(Tile tile) throws UnreadableException, DamagedSourceException, InterruptedException {
        return read(
                tile, TilePath::ofEntries, content -> TileEntry.parse(PackedFile.plain(content, LogSource.LARGEST)));
    }

    private <T> List<T> read(Tile tile, Function<Tile, String> path, Function<Bytes, List<T>> form)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var found = tile;
        var content = source.read(path.apply(tile));
        if (content.isEmpty() && !tile.isFull()) {
            found = new Tile(tile.level(), tile.index(), Tile.WIDTH);
            content = source.read(path.apply(found));
        }
        if (content.isEmpty()) {
            throw new DamagedSourceException(path.apply(tile), "the file is missing");
        }
        try {
            var items = form.apply(content.get());
            if (items.size() != found.width()) {
                throw new MalformedException("it holds %d instead of %d".formatted(items.size(), found.width()));
            }
            return items.subList(0, tile.width());
        } catch (MalformedException e) {
            throw new DamagedSourceException(path.apply(found), String.valueOf(e.getMessage()));
        }
    }
}
