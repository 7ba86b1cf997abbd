/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.HashTile;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.PackedFile;
import dev.bulla.ctlog.codec.TileEntry;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads tiles for a tree of one size. A log may have dropped a partial tile once there was the full one, so that is asked for
 * next, and cut.
 */
final class TileFiles {
    private final LogSource source;
    private final Findings findings;
    private final long size;

    TileFiles(LogSource source, Findings findings, long size) {
        this.source = source;
        this.findings = findings;
        this.size = size;
    }

    /** The hashes of a tile, if its file is there and has the form; else there is a finding. */
    Optional<List<Hash>> hashes(Tile tile) throws UnreadableException, InterruptedException {
        return read(tile, TilePath::ofHashes, Finding.Kind.HASH_TILE, HashTile::parse);
    }

    /** The entries under a tile of level 0, if their file is there and has the form; else there is a finding. */
    Optional<List<TileEntry>> entries(Tile tile) throws UnreadableException, InterruptedException {
        return read(tile, TilePath::ofEntries, Finding.Kind.DATA_TILE, TileFiles::entries);
    }

    void damaged(Tile tile, String what) {
        findings.add(finding(Finding.Kind.HASH_TILE, TilePath.ofHashes(tile), tile, what));
    }

    void entriesDamaged(Tile tile, String what) {
        findings.add(finding(Finding.Kind.DATA_TILE, TilePath.ofEntries(tile), tile, what));
    }

    void entryDamaged(Tile tile, long index, String what) {
        var told = "entry %d: %s".formatted(index, what);
        findings.add(new Finding(Finding.Kind.DATA_TILE, TilePath.ofEntries(tile), index, index + 1, told));
    }

    private <T> Optional<List<T>> read(
            Tile tile, Function<Tile, String> path, Finding.Kind kind, Function<Bytes, List<T>> form)
            throws UnreadableException, InterruptedException {
        var width = tile;
        var content = source.read(path.apply(tile));
        if (content.isEmpty() && !tile.isFull()) {
            width = new Tile(tile.level(), tile.index(), Tile.WIDTH);
            content = source.read(path.apply(width));
        }
        if (content.isEmpty()) {
            findings.add(finding(kind, path.apply(tile), tile, "the file is missing"));
            return Optional.empty();
        }
        try {
            var items = form.apply(content.get());
            if (items.size() == width.width()) {
                return Optional.of(items.subList(0, tile.width()));
            }
            throw new MalformedException("it holds %d instead of %d".formatted(items.size(), width.width()));
        } catch (MalformedException e) {
            findings.add(finding(kind, path.apply(width), tile, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Finding finding(Finding.Kind kind, String path, Tile tile, String what) {
        var entries = 1L << (Tile.BITS * tile.level());
        var first = tile.start() * entries;
        return new Finding(kind, path, first, Math.min(size, first + tile.width() * entries), what);
    }

    private static List<TileEntry> entries(Bytes content) {
        return TileEntry.parse(unpacked(content));
    }

    static Bytes unpacked(Bytes content) {
        return PackedFile.plain(content, LogSource.LARGEST);
    }
}
