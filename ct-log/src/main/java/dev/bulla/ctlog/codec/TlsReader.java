/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;

/**
 * Reads the presentation language of TLS (RFC 8446, section 3) from the front of a run of bytes. Every read is
 * checked against what is left, and what it gives is a view, so a lying length costs nothing.
 */
public final class TlsReader {
    private final Bytes source;
    private int position;

    public TlsReader(Bytes source) {
        this.source = source;
    }

    public int u8() {
        return (int) number(1);
    }

    public int u16() {
        return (int) number(2);
    }

    public int u24() {
        return (int) number(3);
    }

    public long u32() {
        return number(4);
    }

    public long u40() {
        return number(5);
    }

    /** A number of eight bytes. The upper half of its range, which no time or size reaches, is refused. */
    public long u64() {
        var number = number(8);
        if (number < 0) {
            throw new MalformedException("a number of 64 bits is beyond 2^63 at byte " + (position - 8));
        }
        return number;
    }

    public Hash hash() {
        return bytes(Hash.SIZE).hashAt(0);
    }

    public Bytes bytes(int size) {
        if (size > source.size() - position) {
            throw new MalformedException("%d bytes wanted at byte %d of %d".formatted(size, position, source.size()));
        }
        position += size;
        return source.part(position - size, position);
    }

    /** What follows a length of two bytes. */
    public Bytes vector16() {
        return bytes(u16());
    }

    /** What follows a length of three bytes. */
    public Bytes vector24() {
        return bytes(u24());
    }

    /** All that is left. */
    public Bytes rest() {
        return bytes(source.size() - position);
    }

    public boolean atEnd() {
        return position == source.size();
    }

    public void expectEnd() {
        if (!atEnd()) {
            throw new MalformedException((source.size() - position) + " bytes too many at byte " + position);
        }
    }

    private long number(int width) {
        var bytes = bytes(width);
        var number = 0L;
        for (var i = 0; i < width; i++) {
            number = number << 8 | bytes.at(i);
        }
        return number;
    }
}
