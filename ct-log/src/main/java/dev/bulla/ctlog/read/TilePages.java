/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.read.Page.Caching;
import java.util.Optional;

/** The files of static-ct that never change once they are there. */
final class TilePages {
    private static final String BYTES = "application/octet-stream";

    private final StoredTiles stored;
    private final RecentlyUsed<Tile, Bytes> packed;

    /**
     * @param cacheBytes how much of what was packed may stay in memory
     */
    TilePages(StoredTiles stored, long cacheBytes) {
        this.stored = stored;
        this.packed = new RecentlyUsed<>(cacheBytes, Bytes::size);
    }

    Page hashes(LogView view, Tile tile) {
        return Page.plain(BYTES, view.hashTile(tile).orElseThrow(TilePages::absent), Caching.FOR_EVER);
    }

    Page entries(LogView view, Tile tile) {
        var entries = view.dataTile(tile).orElseThrow(TilePages::absent);
        return tile.isFull()
                ? new Page(BYTES, entries, Caching.FOR_EVER, () -> Optional.of(packed(tile, entries)))
                : Page.packable(BYTES, entries, Caching.FOR_EVER);
    }

    Page issuer(PublishedFile.Issuer issuer) {
        var certificate = stored.immutable(TilePath.ofIssuer(issuer.fingerprint()))
                .orElseThrow(() -> RefusedReadException.notFound("not-found", "no entry's chain has this certificate"));
        return Page.plain("application/pkix-cert", certificate, Caching.FOR_EVER);
    }

    private Bytes packed(Tile tile, Bytes entries) {
        return packed.get(tile).orElseGet(() -> {
            var made = Gzip.well(entries);
            packed.put(tile, made);
            return made;
        });
    }

    private static RefusedReadException absent() {
        return RefusedReadException.notFound("not-found", "the tree has no such tile");
    }
}
