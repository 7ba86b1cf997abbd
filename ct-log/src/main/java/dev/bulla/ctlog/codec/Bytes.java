/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import dev.bulla.ctlog.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable run of bytes. A part of a run shares the array of the whole, so that taking a tile or a certificate
 * apart copies nothing.
 */
public final class Bytes {
    public static final Bytes EMPTY = view(new byte[0]);

    private final byte[] array;
    private final int from;
    private final int size;

    private Bytes(byte[] array, int from, int size) {
        this.array = array;
        this.from = from;
        this.size = size;
    }

    public static Bytes copyOf(byte[] array) {
        return view(array.clone());
    }

    /** The bytes of an array without a copy: for arrays that nobody writes to any more. */
    public static Bytes view(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The byte at a place, as a number from 0 to 255. */
    public int at(int index) {
        return array[from + Objects.checkIndex(index, size)] & 0xff;
    }

    /** The part from {@code start} up to and without {@code end}. */
    public Bytes part(int start, int end) {
        Objects.checkFromToIndex(start, end, size);
        return new Bytes(array, from + start, end - start);
    }

    /** The 32 bytes from {@code start} on. */
    public Hash hashAt(int start) {
        Objects.checkFromIndexSize(start, Hash.SIZE, size);
        return Hash.read(array, from + start);
    }

    public void copyTo(byte[] target, int offset) {
        System.arraycopy(array, from, target, offset, size);
    }

    /** A read-only view, for what reads from buffers. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, from, size).slice().asReadOnlyBuffer();
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, from, from + size);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, from, from + size, that.array, that.from, that.from + that.size);
    }

    @Override
    public int hashCode() {
        var hash = 1;
        for (var i = from; i < from + size; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** How many bytes, not which: certificates hold identities and do not belong in a log line. */
    @Override
    public String toString() {
        return size + " bytes";
    }
}
