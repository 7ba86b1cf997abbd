/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.LeafIndex;
import java.util.OptionalLong;

/** What a log adds to a timestamp and signs with it. Kept as it came: only who asks for the index has it read. */
public final class TimestampExtensions {
    public static final TimestampExtensions NONE = new TimestampExtensions(Bytes.EMPTY);

    private static final int LARGEST = 0xffff;

    private final Bytes bytes;

    TimestampExtensions(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Extensions that tell where in the log the entry stands: a number below 2^40. */
    public static TimestampExtensions ofLeafIndex(long index) {
        return new TimestampExtensions(LeafIndex.extension(index));
    }

    /** Extensions as a log sent them, at most 65,535 bytes. */
    public static TimestampExtensions of(byte[] encoded) {
        if (encoded.length > LARGEST) {
            throw new InvalidInputException("timestamp extensions: " + encoded.length + " bytes are too many");
        }
        return new TimestampExtensions(Bytes.copyOf(encoded));
    }

    /** Where in the log the entry stands, if the log says so. */
    public OptionalLong leafIndex() {
        return InvalidInputException.reading("timestamp extensions", () -> LeafIndex.in(bytes));
    }

    public byte[] encoded() {
        return bytes.toArray();
    }

    Bytes bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimestampExtensions that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
