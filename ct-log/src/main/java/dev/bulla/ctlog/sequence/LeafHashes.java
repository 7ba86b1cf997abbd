/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafBytes;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;

/** The hashes of leaves, from what is written and not from what was meant. */
final class LeafHashes {
    private LeafHashes() {}

    static List<Hash> of(List<Bytes> entries, TreeHasher hasher) {
        var hashes = new ArrayList<Hash>(entries.size());
        for (var entry : entries) {
            hashes.add(LeafBytes.leafHash(entry, hasher));
        }
        return hashes;
    }
}
