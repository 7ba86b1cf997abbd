/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;

/**
 * What a log says about its tree at one moment.
 *
 * @param size      how many entries it has
 * @param timestamp when that was so, in milliseconds since the epoch
 */
public record TreeHead(long size, long timestamp, Hash root) {
    private static final int VERSION_1 = 0;
    private static final int TREE_HASH = 1;

    /** What a log signs to say it (RFC 6962, section 3.5). Nothing in it tells which log, but for the key that signs. */
    public byte[] signedBytes() {
        return new TlsWriter(2 + 8 + 8 + Hash.SIZE)
                .u8(VERSION_1)
                .u8(TREE_HASH)
                .u64(timestamp)
                .u64(size)
                .hash(root)
                .toArray();
    }
}
