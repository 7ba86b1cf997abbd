/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TileNodes;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tiles of hashes under a head. The tiles at the right edge make its root, and every full tile hashes to what stands for it
 * one level above: none is handed on before that was seen. For one thread.
 */
final class ProvenTiles {
    private static final int REMEMBERED = 64;

    private final TreeHead head;
    private final SourceTiles source;
    private final TreeHasher hasher;
    private final Map<Tile, List<Hash>> edge = new HashMap<>();
    private final Map<Tile, List<Hash>> full = new LinkedHashMap<>(16, 0.75f, true);

    private ProvenTiles(TreeHead head, SourceTiles source, TreeHasher hasher) {
        this.head = head;
        this.source = source;
        this.hasher = hasher;
    }

    static ProvenTiles under(TreeHead head, SourceTiles source, TreeHasher hasher)
            throws UnreadableException, DamagedSourceException, InterruptedException {
        var tiles = new ProvenTiles(head, source, hasher);
        tiles.readEdge();
        if (!tiles.edge().root(hasher).equals(head.root())) {
            throw new DamagedSourceException(
                    TilePath.CHECKPOINT,
                    "the tiles at the log's right edge make another tree than it signs; a check of the log says more");
        }
        return tiles;
    }

    private void readEdge() throws UnreadableException, DamagedSourceException, InterruptedException {
        for (var level = 0; Tile.hashes(level, head.size()) > 0; level++) {
            var last = Tile.at(level, Tile.hashes(level, head.size()) - 1, head.size());
            if (!last.isFull()) {
                edge.put(last, source.hashes(last));
            }
        }
    }

    /** The right edge of the tree under the head. */
    RightEdge edge() {
        return edge(head.size(), edge);
    }

    /** The root that the tree had when it was this small. */
    Hash rootAt(long size) throws UnreadableException, DamagedSourceException, InterruptedException {
        var then = new HashMap<Tile, List<Hash>>();
        for (var level = 0; Tile.hashes(level, size) > 0; level++) {
            var hash = Tile.hashes(level, size) - 1;
            var last = Tile.at(level, hash, size);
            if (!last.isFull()) {
                then.put(last, hashes(Tile.at(level, hash, head.size())).subList(0, last.width()));
            }
        }
        return edge(size, then).root(hasher);
    }

    private RightEdge edge(long size, Map<Tile, List<Hash>> tiles) {
        return RightEdge.of(size, new TileNodes(size, tile -> tiles.getOrDefault(tile, List.of()), hasher));
    }

    /** The hashes of a tile that the tree has, at the width that it has there. */
    List<Hash> hashes(Tile tile) throws UnreadableException, DamagedSourceException, InterruptedException {
        var known = tile.isFull() ? full.get(tile) : edge.get(tile);
        if (known != null) {
            return known;
        }
        var above = hashes(Tile.at(tile.level() + 1, tile.index(), head.size()));
        var hashes = source.hashes(tile);
        var root = RightEdge.EMPTY.with(hashes, hasher).root(hasher);
        if (!root.equals(above.get((int) (tile.index() % Tile.WIDTH)))) {
            throw new DamagedSourceException(
                    TilePath.ofHashes(tile), "its hashes are not those of the tree under the checkpoint");
        }
        remember(tile, hashes);
        return hashes;
    }

    private void remember(Tile tile, List<Hash> hashes) {
        full.put(tile, hashes);
        if (full.size() > REMEMBERED) {
            var eldest = full.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
