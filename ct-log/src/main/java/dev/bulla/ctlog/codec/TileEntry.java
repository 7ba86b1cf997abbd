/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a data tile together with the bytes that it was read from, so that whoever needs both takes the tile apart
 * once.
 */
public record TileEntry(TileLeaf leaf, Bytes encoded) {
    private static final int AFTER_TIMESTAMP = Long.BYTES;

    /** The entries of a data tile, in their order. */
    public static List<TileEntry> parse(Bytes dataTile) {
        var entries = new ArrayList<TileEntry>(DataTile.WIDTH);
        var start = 0;
        for (var leaf : DataTile.parse(dataTile).leaves()) {
            var end = start + leaf.encodedSize();
            entries.add(new TileEntry(leaf, dataTile.part(start, end)));
            start = end;
        }
        return entries;
    }

    /** The hash of its leaf in the tree. */
    public Hash leafHash(TreeHasher hasher) {
        var size = leaf.entry().encodedSize();
        var bytes = new byte[MerkleTreeLeaf.HEADER + size];
        encoded.part(0, size).copyTo(bytes, MerkleTreeLeaf.HEADER);
        return hasher.leaf(bytes);
    }

    /** What {@link LogEntry#identity} gives. */
    public Hash identity(TreeHasher hasher) {
        var size = leaf.entry().entry().encodedSize();
        return hasher.plain(
                encoded.part(AFTER_TIMESTAMP, AFTER_TIMESTAMP + size).buffer());
    }
}
