/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import java.util.Arrays;

/**
 * Writes the presentation language of TLS (RFC 8446, section 3). A writer that was given the right size makes one
 * array and hands out that array. A number or a run too large for its field is the caller's mistake.
 */
public final class TlsWriter {
    private byte[] buffer;
    private int position;

    /** A writer for about so many bytes; it grows when they are more. */
    public TlsWriter(int expectedSize) {
        buffer = new byte[expectedSize];
    }

    public TlsWriter u8(int value) {
        return number(value, 1);
    }

    public TlsWriter u16(int value) {
        return number(value, 2);
    }

    public TlsWriter u24(int value) {
        return number(value, 3);
    }

    public TlsWriter u40(long value) {
        return number(value, 5);
    }

    public TlsWriter u64(long value) {
        return number(value, 8);
    }

    public TlsWriter hash(Hash hash) {
        var at = reserve(Hash.SIZE);
        hash.write(buffer, at);
        return this;
    }

    public TlsWriter bytes(Bytes bytes) {
        var at = reserve(bytes.size());
        bytes.copyTo(buffer, at);
        return this;
    }

    /** A length of two bytes, then the run. */
    public TlsWriter vector16(Bytes bytes) {
        return u16(bytes.size()).bytes(bytes);
    }

    /** A length of three bytes, then the run. */
    public TlsWriter vector24(Bytes bytes) {
        return u24(bytes.size()).bytes(bytes);
    }

    /** What was written. The writer must not be used again: its array may be the answer. */
    public byte[] toArray() {
        return position == buffer.length ? buffer : Arrays.copyOf(buffer, position);
    }

    private TlsWriter number(long value, int width) {
        if (value < 0 || (width < 8 && value >>> (8 * width) != 0)) {
            throw new IllegalArgumentException(value + " does not fit into " + width + " bytes");
        }
        var at = reserve(width);
        for (var i = 0; i < width; i++) {
            buffer[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
        }
        return this;
    }

    private int reserve(int size) {
        if (size > buffer.length - position) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, position + size));
        }
        var at = position;
        position += size;
        return at;
    }
}
