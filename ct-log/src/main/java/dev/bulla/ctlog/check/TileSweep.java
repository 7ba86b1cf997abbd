/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TileEntry;
import dev.bulla.ctlog.index.IndexFile;
import dev.bulla.ctlog.index.RowSum;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.Tile;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at the entries of one tile after the other. For one thread. */
final class TileSweep {
    private final TileFiles files;
    private final EntryCheck entries;
    private final TreeHasher hasher;

    TileSweep(TileFiles files, EntryCheck entries, Provider provider) {
        this.files = files;
        this.entries = entries;
        this.hasher = new TreeHasher(provider);
    }

    SweptTile sweep(Tile tile) throws UnreadableException, InterruptedException {
        var stored = files.hashes(tile);
        var read = files.entries(tile);
        if (read.isEmpty()) {
            return kept(new TileContent(tile, stored, Optional.empty()), Optional.empty(), new Indexing());
        }
        var indexing = new Indexing();
        var hashes = new ArrayList<Hash>(tile.width());
        var sums = new Sums();
        var index = tile.start();
        for (var entry : read.get()) {
            expectSound(tile, entry, index, indexing);
            var hash = entry.leafHash(hasher);
            hashes.add(hash);
            sums.add(hash, entry.identity(hasher), index);
            index++;
        }
        return kept(new TileContent(tile, stored, Optional.of(hashes)), Optional.of(sums.sums()), indexing);
    }

    private void expectSound(Tile tile, TileEntry entry, long index, Indexing indexing)
            throws UnreadableException, InterruptedException {
        try {
            indexing.add(LeafIndex.in(entry.leaf().entry().extensions()), index);
            entries.expectSound(entry.leaf(), index);
        } catch (MalformedException e) {
            files.entryDamaged(tile, index, String.valueOf(e.getMessage()));
        }
    }

    private SweptTile kept(TileContent content, Optional<IndexFile.Sums> rows, Indexing indexing) {
        var atEdge = !content.tile().isFull();
        return new SweptTile(
                atEdge ? TileClaim.NONE : content.claim(hasher),
                atEdge ? Optional.of(content) : Optional.empty(),
                rows,
                indexing.any,
                indexing.firstWithout);
    }

    /** What the entries of a tile add to the index. */
    private static final class Sums {
        private long leaves;
        private long identities;

        void add(Hash leaf, Hash identity, long index) {
            leaves += RowSum.of(leaf, index);
            identities += RowSum.of(identity, index);
        }

        IndexFile.Sums sums() {
            return new IndexFile.Sums(leaves, identities);
        }
    }

    /** Whether entries say where they stand. */
    private static final class Indexing {
        private boolean any;
        private OptionalLong firstWithout = OptionalLong.empty();

        void add(OptionalLong own, long index) {
            any |= own.isPresent();
            if (own.isEmpty() && firstWithout.isEmpty()) {
                firstWithout = OptionalLong.of(index);
            }
        }
    }
}
