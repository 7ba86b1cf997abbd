/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/**
 * A leaf of the tree (RFC 6962, section 3.4).
 *
 * <p>What a log signs to make a timestamp (section 3.2) has another name there and the same bytes: its second byte
 * means "timestamp of a certificate" instead of "timestamped entry", and both are zero.
 */
public record MerkleTreeLeaf(TimestampedEntry entry) {
    /** How many bytes stand before the entry. */
    static final int HEADER = 2;

    private static final int VERSION_1 = 0;
    private static final int TIMESTAMPED_ENTRY = 0;

    public byte[] encoded() {
        var out = new TlsWriter(HEADER + entry.encodedSize());
        entry.writeTo(out.u8(VERSION_1).u8(TIMESTAMPED_ENTRY));
        return out.toArray();
    }

    public static MerkleTreeLeaf parse(Bytes encoded) {
        var in = new TlsReader(encoded);
        if (in.u8() != VERSION_1 || in.u8() != TIMESTAMPED_ENTRY) {
            throw new MalformedException("not a timestamped entry of version 1");
        }
        var entry = TimestampedEntry.readFrom(in);
        in.expectEnd();
        return new MerkleTreeLeaf(entry);
    }
}
