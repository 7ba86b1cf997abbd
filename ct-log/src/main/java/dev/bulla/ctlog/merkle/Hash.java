/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A value of SHA-256. Held as four big-endian numbers, which makes it immutable and lets it be a map's key. */
public record Hash(long first, long second, long third, long fourth) {

    /** How many bytes a value takes. */
    public static final int SIZE = 32;

    /** Stands where there is nothing to name yet. */
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The value of these bytes under SHA-256, by the JDK's own code: for what is hashed once, like a key. */
    public static Hash sha256(byte[] content) {
        try {
            return read(MessageDigest.getInstance("SHA-256").digest(content), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The value that stands in an array from an offset on. */
    public static Hash read(byte[] source, int offset) {
        return new Hash(
                (long) WORD.get(source, offset),
                (long) WORD.get(source, offset + 8),
                (long) WORD.get(source, offset + 16),
                (long) WORD.get(source, offset + 24));
    }

    /** Puts the value into an array from an offset on. */
    public void write(byte[] target, int offset) {
        WORD.set(target, offset, first);
        WORD.set(target, offset + 8, second);
        WORD.set(target, offset + 16, third);
        WORD.set(target, offset + 24, fourth);
    }

    public byte[] toBytes() {
        var bytes = new byte[SIZE];
        write(bytes, 0);
        return bytes;
    }

    /** The value in lower-case hexadecimal, the form in which file names and tools show it. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
