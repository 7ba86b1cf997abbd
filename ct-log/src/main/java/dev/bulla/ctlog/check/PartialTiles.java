/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.HashTile;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PublishedFile;
import dev.bulla.ctlog.codec.TileEntry;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Tile;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The partial tiles of trees before this one and after: each is the beginning of the wider ones, or they of it. */
final class PartialTiles {
    private static final Form HASHES =
            new Form(TilePath::ofHashes, content -> HashTile.parse(content).size());
    private static final Form ENTRIES =
            new Form(TilePath::ofEntries, content -> TileEntry.parse(content).size());

    private final LogSource source;
    private final Findings findings;
    private final long size;

    PartialTiles(LogSource source, Findings findings, long size) {
        this.source = source;
        this.findings = findings;
        this.size = size;
    }

    /** Looks at what can be listed, as far as it reaches beyond this entry. */
    void check(long from) throws UnreadableException, InterruptedException {
        for (var path : source.list("tile")) {
            switch (TilePath.parse(path).orElse(PublishedFile.Single.CHECKPOINT)) {
                case PublishedFile.Hashes(Tile tile) -> check(tile, HASHES, from);
                case PublishedFile.Entries(Tile tile) -> check(tile, ENTRIES, from);
                case PublishedFile.Issuer _, PublishedFile.Single _ -> {
                    // Not a tile.
                }
            }
        }
    }

    private void check(Tile tile, Form form, long from) throws UnreadableException, InterruptedException {
        if (tile.isFull() || tile.start() >= Tile.hashes(tile.level(), size) || end(tile) <= from) {
            return;
        }
        var known = Tile.at(tile.level(), tile.start(), size);
        var reference = form.path().apply(known);
        var path = form.path().apply(tile);
        if (known.width() == tile.width() || findings.has(reference)) {
            return;
        }
        var whole = source.read(reference);
        var part = source.read(path);
        // A log that is open removes them meanwhile.
        if (whole.isPresent() && part.isPresent() && !form.isPart(part.get(), tile.width(), whole.get())) {
            var first = tile.start() * entriesPerHash(tile);
            findings.add(new Finding(
                    Finding.Kind.PARTIAL_TILE,
                    path,
                    first,
                    Math.min(size, end(tile)),
                    "it is not the beginning of the wider tile " + reference));
        }
    }

    /** The first entry after those that a tile is about. */
    private static long end(Tile tile) {
        return (tile.start() + tile.width()) * entriesPerHash(tile);
    }

    private static long entriesPerHash(Tile tile) {
        return 1L << (Tile.BITS * tile.level());
    }

    /** How a kind of tile is named, and how many items are in one. */
    private record Form(Function<Tile, String> path, ToIntFunction<Bytes> items) {
        boolean isPart(Bytes part, int width, Bytes whole) {
            try {
                var plainPart = TileFiles.unpacked(part);
                var plainWhole = TileFiles.unpacked(whole);
                var common = Math.min(plainPart.size(), plainWhole.size());
                return plainPart.part(0, common).equals(plainWhole.part(0, common))
                        && items.applyAsInt(plainPart) == width;
            } catch (MalformedException _) {
                return false;
            }
        }
    }
}
