/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.Objects.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The unfinished tile of each level, and what becomes of them as leaves are added. A full tile's root is the next hash of
 * the level above; that of an unfinished one never is.
 */
final class TileRows {
    private final List<List<Hash>> rows = new ArrayList<>();
    private long size;

    /** The rows of a tree of this size, from the partial tiles that were written for it. */
    static TileRows read(long size, Objects objects) throws IOException {
        var read = new TileRows();
        read.size = size;
        for (var level = 0; Tile.hashes(level, size) > 0; level++) {
            var width = (int) (Tile.hashes(level, size) % Tile.WIDTH);
            read.rows.add(width == 0 ? new ArrayList<>() : hashes(read.open(level, width), objects));
        }
        return read;
    }

    private static List<Hash> hashes(Tile tile, Objects objects) throws IOException {
        var path = TilePath.ofHashes(tile);
        var content = objects.get(path).orElseThrow(() -> new MalformedException(path + " is missing"));
        if (content.size() != tile.width() * Hash.SIZE) {
            throw new MalformedException(path + " has " + content);
        }
        var hashes = new ArrayList<Hash>(Tile.WIDTH);
        for (var i = 0; i < tile.width(); i++) {
            hashes.add(content.hashAt(i * Hash.SIZE));
        }
        return hashes;
    }

    /** The same rows, free to grow apart. */
    TileRows copy() {
        var copy = new TileRows();
        copy.size = size;
        rows.forEach(row -> copy.rows.add(new ArrayList<>(row)));
        return copy;
    }

    long size() {
        return size;
    }

    /** Adds a leaf, and the tiles that it fills to the list. */
    void add(Hash leaf, TreeHasher hasher, List<Item> filled) {
        size++;
        var hash = leaf;
        for (var level = 0; ; level++) {
            if (level == rows.size()) {
                rows.add(new ArrayList<>(Tile.WIDTH));
            }
            var row = rows.get(level);
            row.add(hash);
            if (row.size() < Tile.WIDTH) {
                return;
            }
            filled.add(item(new Tile(level, Tile.hashes(level, size) / Tile.WIDTH - 1, Tile.WIDTH), row));
            hash = RightEdge.EMPTY.with(row, hasher).root(hasher);
            row.clear();
        }
    }

    /** The unfinished tiles as they are now. */
    List<Item> partial() {
        var items = new ArrayList<Item>();
        for (var level = 0; level < rows.size(); level++) {
            var row = rows.get(level);
            if (!row.isEmpty()) {
                items.add(item(open(level, row.size()), row));
            }
        }
        return items;
    }

    /** The tree's edge, worked out from the tiles. */
    RightEdge edge(TreeHasher hasher) {
        var peaks = new ArrayList<Hash>();
        for (var row : rows.reversed()) {
            peaks.addAll(RightEdge.EMPTY.with(row, hasher).peaks());
        }
        return new RightEdge(size, peaks);
    }

    List<Hash> leaves() {
        return rows.isEmpty() ? List.of() : List.copyOf(rows.getFirst());
    }

    private Tile open(int level, int width) {
        return new Tile(level, Tile.hashes(level, size) / Tile.WIDTH, width);
    }

    private static Item item(Tile tile, List<Hash> hashes) {
        var content = new byte[hashes.size() * Hash.SIZE];
        for (var i = 0; i < hashes.size(); i++) {
            hashes.get(i).write(content, i * Hash.SIZE);
        }
        return new Item(TilePath.ofHashes(tile), Bytes.view(content));
    }
}
