/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TileNodes;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint that somebody kept. The log of today must begin with the tree of then; what was in it needs no second look at
 * its entries, as the hashes above them are the same.
 */
final class TrustedStart {
    private final LogHead then;

    private TrustedStart(LogHead then) {
        this.then = then;
    }

    static TrustedStart read(Bytes checkpoint, HeadCheck heads) throws UnreadableException {
        try {
            return new TrustedStart(heads.verified(checkpoint));
        } catch (MalformedException e) {
            throw new UnreadableException("the trusted checkpoint is not one of this log: " + e.getMessage(), e);
        }
    }

    long size() {
        return then.size();
    }

    /** Whether the log has become shorter. */
    boolean isAheadOf(LogHead now) {
        return then.size() > now.size();
    }

    /** Whether the tree of now begins with that of then. All its tiles of hashes must have been found sound. */
    boolean isBeginningOf(LogHead now, TileFiles files, TreeHasher hasher)
            throws UnreadableException, InterruptedException {
        var tiles = new HashMap<Tile, List<Hash>>();
        for (var level = 0; Tile.hashes(level, then.size()) > 0; level++) {
            readEdge(level, now.size(), files, tiles);
        }
        var nodes = new TileNodes(then.size(), tile -> tiles.getOrDefault(tile, List.of()), hasher);
        return nodes.root().equals(then.head().root());
    }

    /** The tile of a level where the tree of then ends, as far as it reached. */
    private void readEdge(int level, long size, TileFiles files, Map<Tile, List<Hash>> tiles)
            throws UnreadableException, InterruptedException {
        var last = Tile.hashes(level, then.size()) - 1;
        var edge = Tile.at(level, last, then.size());
        if (!edge.isFull()) {
            files.hashes(Tile.at(level, last, size)).ifPresent(hashes -> tiles.put(edge, hashes));
        }
    }
}
