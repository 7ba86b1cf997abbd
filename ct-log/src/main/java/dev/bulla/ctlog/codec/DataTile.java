/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.ArrayList;
import java.util.List;

/** Up to 256 entries of a log in their order, one after the other (static-ct, "Log Entries"). */
public record DataTile(List<TileLeaf> leaves) {

    /** How many entries a full tile holds. */
    public static final int WIDTH = 256;

    public DataTile {
        leaves = List.copyOf(leaves);
        if (leaves.isEmpty() || leaves.size() > WIDTH) {
            throw new IllegalArgumentException("a tile of " + leaves.size() + " entries");
        }
    }

    public byte[] encoded() {
        var out = new TlsWriter(leaves.stream().mapToInt(TileLeaf::encodedSize).sum());
        leaves.forEach(leaf -> leaf.writeTo(out));
        return out.toArray();
    }

    /** Reads a tile that was unpacked before, if it was stored with gzip. */
    public static DataTile parse(Bytes encoded) {
        var in = new TlsReader(encoded);
        var leaves = new ArrayList<TileLeaf>();
        do {
            leaves.add(TileLeaf.readFrom(in));
        } while (!in.atEnd() && leaves.size() < WIDTH);
        in.expectEnd();
        return new DataTile(leaves);
    }
}
