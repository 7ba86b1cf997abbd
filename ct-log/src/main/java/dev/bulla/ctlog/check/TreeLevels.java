/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the levels of the tree from its entries up, beside what the log stored of them. */
final class TreeLevels {
    private final long size;
    private final TileFiles files;
    private final TreeHasher hasher;

    TreeLevels(long size, TileFiles files, TreeHasher hasher) {
        this.size = size;
        this.files = files;
        this.hasher = hasher;
    }

    /** All levels, that of the leaves first. */
    List<TreeLevel> above(List<SweptTile> swept) throws UnreadableException, InterruptedException {
        var levels = new ArrayList<TreeLevel>();
        levels.add(lowest(swept));
        while (!levels.getLast().claims().isEmpty()) {
            levels.add(above(levels.getLast()));
        }
        return levels;
    }

    private TreeLevel lowest(List<SweptTile> swept) {
        var full = (int) (size / Tile.WIDTH);
        var claims = swept.stream().limit(full).map(SweptTile::claim).toList();
        Optional<TileContent> edge = full == swept.size() ? Optional.empty() : Optional.of(edge(swept.getLast()));
        return new TreeLevel(0, claims, List.of(), edge);
    }

    private TileContent edge(SweptTile last) {
        return last.content()
                .orElseGet(() -> new TileContent(Tile.at(0, size - 1, size), Optional.empty(), Optional.empty()));
    }

    private TreeLevel above(TreeLevel below) throws UnreadableException, InterruptedException {
        var number = below.number() + 1;
        var count = below.claims().size();
        var claims = new ArrayList<TileClaim>();
        var contents = new ArrayList<TileContent>();
        Optional<TileContent> edge = Optional.empty();
        for (var start = 0; start < count; start += Tile.WIDTH) {
            var tile = Tile.at(number, start, size);
            var content = content(tile, below.claims().subList(start, start + tile.width()));
            if (tile.isFull()) {
                claims.add(content.claim(hasher));
                contents.add(content);
            } else {
                edge = Optional.of(content);
            }
        }
        return new TreeLevel(number, claims, contents, edge);
    }

    private TileContent content(Tile tile, List<TileClaim> below) throws UnreadableException, InterruptedException {
        var stored = files.hashes(tile);
        var computed = new ArrayList<Hash>();
        for (var i = 0; i < below.size(); i++) {
            var place = i;
            below.get(i).likelier(stored.map(hashes -> hashes.get(place))).ifPresent(computed::add);
        }
        var isComplete = computed.size() == below.size();
        return new TileContent(tile, stored, isComplete ? Optional.of(List.copyOf(computed)) : Optional.empty());
    }
}
