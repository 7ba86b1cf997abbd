/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Goes down the tree from the signed root. What a tile must hash to is known from above, so of the two who say what is in it,
 * its file and the tiles below, the one that is wrong can be named.
 */
final class TreeJudge {
    private final TreeRoot root;
    private final TileFiles files;
    private final TreeHasher hasher;
    private boolean blamed;

    TreeJudge(TreeRoot root, TileFiles files, TreeHasher hasher) {
        this.root = root;
        this.files = files;
        this.hasher = hasher;
    }

    /** Names the damaged tiles. Returns whether the root is explained: by the tiles, or by what is damaged among them. */
    boolean judge(List<TreeLevel> levels) {
        var fromTop = levels.reversed();
        var edges = fromTop.stream().flatMap(level -> level.edge().stream()).toList();
        var chosen = new TreeEdge(edges, hasher).underRoot(root);
        var edgeNumber = 0;
        List<Optional<Hash>> truths = List.of();
        for (var level : fromTop) {
            var below = new ArrayList<Optional<Hash>>();
            judgeFull(level, truths, below);
            if (level.edge().isPresent()) {
                var place = edgeNumber++;
                var known = chosen.map(hashes -> hashes.get(place));
                judgeEdge(level.edge().get(), known);
                below.addAll(known.map(TreeJudge::known)
                        .orElse(unknown(level.edge().get().tile())));
            }
            truths = below;
        }
        return chosen.isPresent() || blamed || edges.stream().anyMatch(TreeJudge::isIncomplete);
    }

    private void judgeFull(TreeLevel level, List<Optional<Hash>> truths, List<Optional<Hash>> below) {
        for (var i = 0; i < level.claims().size(); i++) {
            var claim = level.claims().get(i);
            judge(level.full(i), claim, truths.get(i));
            if (level.number() > 0) {
                below.addAll(children(level.contents().get(i), claim, truths.get(i)));
            }
        }
    }

    private void judge(Tile tile, TileClaim claim, Optional<Hash> truth) {
        if (truth.isEmpty()) {
            if (claim.disagrees()) {
                blameEither(tile);
            }
            return;
        }
        if (claim.stored().isPresent() && !claim.isStored(truth.get())) {
            blameHashes(tile);
        }
        if (tile.level() == 0 && claim.computed().isPresent() && !claim.isComputed(truth.get())) {
            blameEntries(tile);
        }
    }

    /** What the hashes in a tile must be, which is what the tiles below it must hash to. */
    private static List<Optional<Hash>> children(TileContent content, TileClaim claim, Optional<Hash> truth) {
        var isStoredRight = truth.isPresent() ? claim.isStored(truth.get()) : content.agrees();
        var right = isStoredRight
                ? content.stored()
                : content.computed().filter(_ -> truth.filter(claim::isComputed).isPresent());
        return right.map(TreeJudge::known).orElse(unknown(content.tile()));
    }

    private void judgeEdge(TileContent content, Optional<List<Hash>> truth) {
        var tile = content.tile();
        if (truth.isEmpty()) {
            if (content.disagrees()) {
                blameEither(tile);
            }
            return;
        }
        if (content.stored().isPresent() && !content.stored().equals(truth)) {
            blameHashes(tile);
        }
        if (tile.level() == 0
                && content.computed().isPresent()
                && !content.computed().equals(truth)) {
            blameEntries(tile);
        }
    }

    private void blameHashes(Tile tile) {
        blamed = true;
        files.damaged(tile, "its hashes are not those of the tree under the checkpoint");
    }

    private void blameEntries(Tile tile) {
        blamed = true;
        files.entriesDamaged(tile, "its entries are not those of the tree under the checkpoint");
    }

    /** More is damaged here than the tree above can tell apart. */
    private void blameEither(Tile tile) {
        blamed = true;
        if (tile.level() == 0) {
            files.entriesDamaged(tile, "its entries and the tile of their hashes do not agree");
        } else {
            files.damaged(tile, "its hashes and the tiles below do not agree");
        }
    }

    private static boolean isIncomplete(TileContent edge) {
        return edge.stored().isEmpty() || edge.computed().isEmpty();
    }

    private static List<Optional<Hash>> known(List<Hash> hashes) {
        return hashes.stream().map(Optional::of).toList();
    }

    private static List<Optional<Hash>> unknown(Tile tile) {
        return Collections.nCopies(tile.width(), Optional.empty());
    }
}
