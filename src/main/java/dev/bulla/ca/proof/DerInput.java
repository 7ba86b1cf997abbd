/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.x509.Bytes;
import java.math.BigInteger;
import java.util.Arrays;

/** Reads the elements of DER one after the other, and nothing that DER would write in another way. */
final class DerInput {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int LARGE_TAG = 0x1f;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 4;

    private final byte[] source;
    private final int end;
    private int at;

    private DerInput(byte[] source, int from, int end) {
        this.source = source;
        this.at = from;
        this.end = end;
    }

    static DerInput of(Bytes der) {
        return new DerInput(der.array(), 0, der.length());
    }

    boolean isAtEnd() {
        return at == end;
    }

    boolean nextIs(int tag) {
        return at < end && (source[at] & 0xff) == tag;
    }

    /** Reads into the next element, and moves this input behind it. */
    DerInput inside(int tag) {
        if (!nextIs(tag)) {
            throw new NotDerException("element %02x is missing".formatted(tag));
        }
        at++;
        var length = length();
        if (length > end - at) {
            throw new NotDerException("an element ends before its end");
        }
        at += length;
        return new DerInput(source, at - length, at);
    }

    /** All bytes of the next element, its tag and length included. */
    Bytes element(int tag) {
        var start = at;
        inside(tag);
        return Bytes.of(Arrays.copyOfRange(source, start, at));
    }

    /** All bytes of the next element, whatever it is. */
    Bytes element() {
        if (isAtEnd() || (source[at] & LARGE_TAG) == LARGE_TAG) {
            throw new NotDerException("an element is missing, or has a tag of several bytes");
        }
        return element(source[at] & 0xff);
    }

    /** What is left. */
    Bytes rest() {
        var rest = Arrays.copyOfRange(source, at, end);
        at = end;
        return Bytes.of(rest);
    }

    /** Content of a BIT STRING that consists of whole bytes. */
    DerInput bits() {
        var bits = inside(BIT_STRING);
        if (bits.isAtEnd() || source[bits.at] != 0) {
            throw new NotDerException("a bit string has no whole bytes");
        }
        bits.at++;
        return bits;
    }

    BigInteger integer() {
        var content = inside(INTEGER).rest().array();
        var tooLong =
                content.length > 1 && ((content[0] == 0 && content[1] >= 0) || (content[0] == -1 && content[1] < 0));
        if (content.length == 0 || tooLong) {
            throw new NotDerException("an integer is not as short as possible");
        }
        return new BigInteger(content);
    }

    BigInteger positiveInteger() {
        var number = integer();
        if (number.signum() <= 0) {
            throw new NotDerException("an integer is not positive");
        }
        return number;
    }

    /** Nothing may follow: what a reader passes over can mean something to another one. */
    void end() {
        if (!isAtEnd()) {
            throw new NotDerException("there is more than there should be");
        }
    }

    private int length() {
        var first = octet();
        if (first < LONG_FORM) {
            return first;
        }
        var count = first - LONG_FORM;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw new NotDerException("a length is open or absurd");
        }
        var length = 0L;
        for (var i = 0; i < count; i++) {
            length = length << 8 | octet();
        }
        if (length < LONG_FORM || length >>> (8 * (count - 1)) == 0 || length > Integer.MAX_VALUE) {
            throw new NotDerException("a length is not as short as possible, or absurd");
        }
        return (int) length;
    }

    private int octet() {
        if (isAtEnd()) {
            throw new NotDerException("the end comes too early");
        }
        return source[at++] & 0xff;
    }
}
