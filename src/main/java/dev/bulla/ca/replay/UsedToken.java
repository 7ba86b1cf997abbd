/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record of the file: whose token, until when it must be remembered, and a checksum of both.
 *
 * @param expiry seconds since 1970
 */
record UsedToken(TokenId id, long expiry) {
    static final int BYTES = Long.BYTES + TokenId.BYTES + Integer.BYTES;

    void write(ByteBuffer to) {
        var start = to.position();
        id.write(to.putLong(expiry));
        to.putInt(checksum(to.slice(start, BYTES - Integer.BYTES)));
    }

    /** Reads one record and goes on to the next. Empty if this is none. */
    static Optional<UsedToken> read(ByteBuffer from) {
        var expected = checksum(from.slice(from.position(), BYTES - Integer.BYTES));
        var expiry = from.getLong();
        var id = TokenId.read(from);
        return from.getInt() == expected ? Optional.of(new UsedToken(id, expiry)) : Optional.empty();
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return ~(int) crc.getValue();
    }
}
