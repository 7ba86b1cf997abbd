/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;

/** What follows from the bytes of an entry in a data tile, without encoding the entry anew. */
public final class LeafBytes {
    private LeafBytes() {}

    /** The entries of a data tile, each as it stands there. */
    public static List<Bytes> split(Bytes dataTile) {
        var entries = new ArrayList<Bytes>();
        var start = 0;
        for (var leaf : DataTile.parse(dataTile).leaves()) {
            var end = start + leaf.encodedSize();
            entries.add(dataTile.part(start, end));
            start = end;
        }
        return List.copyOf(entries);
    }

    /** The leaf of the tree: the entry up to its extensions, behind a version and a type that are both zero. */
    public static byte[] merkleTreeLeaf(Bytes entry) {
        var size = TimestampedEntry.readFrom(new TlsReader(entry)).encodedSize();
        var leaf = new byte[MerkleTreeLeaf.HEADER + size];
        entry.part(0, size).copyTo(leaf, MerkleTreeLeaf.HEADER);
        return leaf;
    }

    public static Hash leafHash(Bytes entry, TreeHasher hasher) {
        return hasher.leaf(merkleTreeLeaf(entry));
    }
}
