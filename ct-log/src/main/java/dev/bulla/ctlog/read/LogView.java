/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TlsWriter;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.NodeReader;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The log at one moment, from memory and from tiles. For one thread. */
final class LogView implements NodeReader {
    private static final int TILE_BITS = 8;

    private final Snapshot snapshot;
    private final StoredTiles stored;
    private final TreeHasher hasher;
    private final Map<Tile, Optional<Bytes>> read = new HashMap<>();

    LogView(Snapshot snapshot, StoredTiles stored, TreeHasher hasher) {
        this.snapshot = snapshot;
        this.stored = stored;
        this.hasher = hasher;
    }

    TreeHead head() {
        return snapshot.head();
    }

    long size() {
        return snapshot.size();
    }

    /** An entry as a data tile holds it. */
    Bytes entry(long index) {
        return index >= snapshot.tail().start()
                ? snapshot.tail().entry(index)
                : stored.entries(index / Tile.WIDTH).entry((int) (index % Tile.WIDTH));
    }

    /** What a hash tile holds, if the tree has all of it. */
    Optional<Bytes> hashTile(Tile tile) {
        if (!has(tile)) {
            return Optional.empty();
        }
        var out = new TlsWriter(tile.width() * Hash.SIZE);
        for (var place = 0; place < tile.width(); place++) {
            out.hash(hash(tile.level(), tile.start() + place));
        }
        return Optional.of(Bytes.view(out.toArray()));
    }

    /** The entries whose hashes a tile of level 0 holds, if the log has all of them. */
    Optional<Bytes> dataTile(Tile tile) {
        if (!has(tile)) {
            return Optional.empty();
        }
        if (tile.start() < snapshot.tail().start()) {
            return Optional.of(stored.entries(tile.index()).first(tile.width()));
        }
        var out = new TlsWriter(0);
        for (var place = 0; place < tile.width(); place++) {
            out.bytes(snapshot.tail().entry(tile.start() + place));
        }
        return Optional.of(Bytes.view(out.toArray()));
    }

    Hash leaf(long index) {
        return hash(0, index);
    }

    @Override
    public Hash node(int height, long index) {
        var level = height / TILE_BITS;
        var width = 1 << height % TILE_BITS;
        return root(level, index * width, width);
    }

    /** Compared so that no size, however large, overflows. */
    private boolean has(Tile tile) {
        return tile.index() <= Tile.hashes(tile.level(), size()) / Tile.WIDTH
                && tile.start() + tile.width() <= Tile.hashes(tile.level(), size());
    }

    /** The root over some hashes of a level, a power of two of them. */
    private Hash root(int level, long start, int width) {
        return width == 1
                ? hash(level, start)
                : hasher.node(root(level, start, width / 2), root(level, start + width / 2, width / 2));
    }

    private Hash hash(int level, long number) {
        if (level == 0 && number >= snapshot.tail().start()) {
            return snapshot.tail().leaf(number);
        }
        var tile = number / Tile.WIDTH;
        var place = (int) (number % Tile.WIDTH);
        return read.computeIfAbsent(new Tile(level, tile, Tile.WIDTH), this::stored)
                .filter(hashes -> place * Hash.SIZE < hashes.size())
                .map(hashes -> hashes.hashAt(place * Hash.SIZE))
                .orElseGet(() -> computed(level, number));
    }

    /** A tile as it was last published when the tail began where it does, or as it was completed since. */
    private Optional<Bytes> stored(Tile full) {
        var published = Tile.hashes(full.level(), snapshot.tail().start()) - full.start();
        if (published <= 0) {
            return Optional.empty();
        }
        if (published >= Tile.WIDTH) {
            return stored.hashes(full);
        }
        return stored.hashes(new Tile(full.level(), full.index(), (int) published))
                .or(() -> stored.hashes(full));
    }

    /** A hash that is in no tile yet, or whose tile is gone: made from the tile below. */
    private Hash computed(int level, long number) {
        if (level == 0) {
            throw StoredTiles.damaged(TilePath.ofHashes(new Tile(0, number / Tile.WIDTH, Tile.WIDTH)));
        }
        var below = new Tile(level - 1, number, Tile.WIDTH);
        return stored.root(below).orElseGet(() -> {
            var root = root(level - 1, below.start(), Tile.WIDTH);
            stored.keepRoot(below, root);
            return root;
        });
    }
}
