/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a segment says of itself in its first block, which is never written again.
 *
 * @param mark stands before every record of this segment. It is drawn by lot, so that nobody can submit an entry in which a
 *             search for records after a damaged place would find one
 */
record SegmentHeader(Hash logId, long number, long mark) {
    private static final byte[] MAGIC = "bulla journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASHED = MAGIC.length + Hash.SIZE + Long.BYTES + Long.BYTES;

    static final int SIZE = HASHED + Hash.SIZE;

    byte[] encoded() {
        var out = ByteBuffer.allocate(SIZE);
        out.put(MAGIC).put(logId.toBytes()).putLong(number).putLong(mark);
        out.put(hash(out.array()).toBytes());
        return out.array();
    }

    static SegmentHeader parse(Bytes bytes) {
        if (bytes.size() < SIZE) {
            throw new MalformedException("too short for the header of a segment");
        }
        var header = bytes.part(0, SIZE).toArray();
        if (!hash(header).equals(Hash.read(header, HASHED))) {
            throw new MalformedException("not the header of a segment");
        }
        var in = ByteBuffer.wrap(header).position(MAGIC.length + Hash.SIZE);
        return new SegmentHeader(Hash.read(header, MAGIC.length), in.getLong(), in.getLong());
    }

    /** Covers the magic as well, so there is no need to compare that. */
    private static Hash hash(byte[] header) {
        return Hash.sha256(Arrays.copyOf(header, HASHED));
    }
}
