/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.util.Arrays;

/**
 * One value in strict DER, read where it lies.
 *
 * <p>Shares no code with the writer on purpose: it judges what the writer made.
 */
final class DerValue {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int UTF8_STRING = 0x0c;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;

    private final byte[] array;
    private final int tag;
    private final int start;
    private final int content;
    private final int end;

    DerValue(byte[] array, int tag, int start, int content, int end) {
        this.array = array;
        this.tag = tag;
        this.start = start;
        this.content = content;
        this.end = end;
    }

    /** The value that an array holds from its first byte to its last. */
    static DerValue only(byte[] der) {
        var reader = new DerReader(der, 0, der.length);
        var value = reader.next();
        reader.end();
        return value;
    }

    /** The one value inside this one. */
    DerValue only() {
        var reader = reader();
        var value = reader.next();
        reader.end();
        return value;
    }

    DerReader reader() {
        return new DerReader(array, content, end);
    }

    int tag() {
        return tag;
    }

    DerValue expect(int expected) {
        if (tag != expected) {
            throw new MalformedDerException("tag %02x instead of %02x".formatted(tag, expected));
        }
        return this;
    }

    int length() {
        return end - content;
    }

    /** A byte of the content, from 0 to 255. */
    int at(int index) {
        return array[content + index] & 0xff;
    }

    /** Two bytes of the content as a number. */
    int numberAt(int index) {
        return (at(index) << 8) | at(index + 1);
    }

    boolean endsWith(byte[] tail) {
        return length() >= tail.length && Arrays.equals(array, end - tail.length, end, tail, 0, tail.length);
    }

    /** The content of a BIT STRING of whole bytes. */
    DerValue bits() {
        if (length() == 0 || at(0) != 0) {
            throw new MalformedDerException("a bit string that does not end with a whole byte");
        }
        return new DerValue(array, tag, start, content + 1, end);
    }

    boolean contains(byte[] expected) {
        return Arrays.equals(array, content, end, expected, 0, expected.length);
    }

    /** Whether tag, length and content are these bytes. */
    boolean isEncoded(byte[] expected) {
        return Arrays.equals(array, start, end, expected, 0, expected.length);
    }

    /** Whether tag, length and content are the same. */
    boolean sameAs(DerValue other) {
        return Arrays.equals(array, start, end, other.array, other.start, other.end);
    }

    byte[] toBytes() {
        return Arrays.copyOfRange(array, content, end);
    }

    byte[] encoded() {
        return Arrays.copyOfRange(array, start, end);
    }

    /** Tag and length, never the content. */
    @Override
    public String toString() {
        return "tag %02x with %d bytes".formatted(tag, length());
    }
}
