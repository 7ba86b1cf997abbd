/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree that writes its tiles as it grows, like a log does, and keeps every width of them. */
final class TiledTree {
    private final TreeHasher hasher;
    private final Map<Tile, List<Hash>> tiles = new HashMap<>();
    private RightEdge edge = RightEdge.EMPTY;

    TiledTree(TreeHasher hasher) {
        this.hasher = hasher;
    }

    void add(List<Hash> leaves) {
        var from = edge.size();
        edge = edge.with(leaves, hasher);
        for (var tile : Tile.grown(from, edge.size())) {
            tiles.put(tile, hashes(tile, from, leaves));
        }
    }

    RightEdge edge() {
        return edge;
    }

    Map<Tile, List<Hash>> tiles() {
        return tiles;
    }

    /** A tile as it stands in its file. */
    byte[] file(Tile tile) {
        var file = new ByteArrayOutputStream();
        tiles.get(tile).forEach(hash -> file.writeBytes(hash.toBytes()));
        return file.toByteArray();
    }

    /** The hashes of a tile of exactly this width; a width that was never written is a mistake. */
    List<Hash> exact(Tile tile) {
        return found(tiles, tile);
    }

    /** The hashes of the widest tile at the place: what is there when the narrower ones are gone. */
    List<Hash> widest(Tile tile) {
        var width = Tile.at(tile.level(), tile.start(), edge.size()).width();
        return found(tiles, new Tile(tile.level(), tile.index(), width));
    }

    private List<Hash> hashes(Tile tile, long from, List<Hash> leaves) {
        var hashes = new ArrayList<Hash>();
        for (var at = tile.start(); at < tile.start() + tile.width(); at++) {
            hashes.add(tile.level() > 0 ? rootOfFull(tile.level() - 1, at) : leaf(at, from, leaves));
        }
        return hashes;
    }

    private Hash leaf(long index, long from, List<Hash> added) {
        if (index >= from) {
            return added.get((int) (index - from));
        }
        var tile = Tile.at(0, index, from);
        return found(tiles, tile).get((int) (index - tile.start()));
    }

    private Hash rootOfFull(int level, long index) {
        var full = found(tiles, new Tile(level, index, Tile.WIDTH));
        return RightEdge.EMPTY.with(full, hasher).root(hasher);
    }

    private static List<Hash> found(Map<Tile, List<Hash>> tiles, Tile tile) {
        var hashes = tiles.get(tile);
        if (hashes == null) {
            throw new AssertionError("nobody wrote " + tile);
        }
        return hashes;
    }
}
