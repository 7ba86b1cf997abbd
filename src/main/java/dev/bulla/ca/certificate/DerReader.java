/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

/** Reads values one after another and takes only DER: small tags, definite lengths, each in its shortest form. */
final class DerReader {
    private static final int LARGE_TAG = 0x1f;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;

    private final byte[] array;
    private final int end;
    private int at;

    DerReader(byte[] array, int from, int end) {
        this.array = array;
        this.at = from;
        this.end = end;
    }

    boolean hasNext() {
        return at < end;
    }

    boolean nextIs(int tag) {
        return at < end && (array[at] & 0xff) == tag;
    }

    DerValue next(int tag) {
        return next().expect(tag);
    }

    DerValue next() {
        var start = at;
        var tag = octet();
        if ((tag & LARGE_TAG) == LARGE_TAG) {
            throw new MalformedDerException("a tag of several bytes");
        }
        var length = length();
        if (length > end - at) {
            throw new MalformedDerException("a length beyond the end");
        }
        var content = at;
        at += length;
        return new DerValue(array, tag, start, content, at);
    }

    void end() {
        if (at != end) {
            throw new MalformedDerException((end - at) + " bytes too many");
        }
    }

    private int length() {
        var first = octet();
        if (first < LONG_FORM) {
            return first;
        }
        var count = first - LONG_FORM;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw new MalformedDerException("a length without end or far too long");
        }
        var length = 0;
        for (var i = 0; i < count; i++) {
            length = (length << 8) | octet();
        }
        var shortest = Math.max(LONG_FORM, 1 << (8 * (count - 1)));
        if (length < shortest) {
            throw new MalformedDerException("a length not in its shortest form");
        }
        return length;
    }

    private int octet() {
        if (at == end) {
            throw new MalformedDerException("an end too early");
        }
        return array[at++] & 0xff;
    }
}
