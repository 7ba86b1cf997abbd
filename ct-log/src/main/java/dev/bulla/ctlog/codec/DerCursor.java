/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.Optional;

/**
 * Walks the elements of DER one after the other without decoding them. Lengths must be definite and as short as
 * possible, and tags must fit into one byte; X.509 has no others.
 */
public final class DerCursor {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int UTF8_STRING = 0x0c;
    public static final int SEQUENCE = 0x30;

    /** The tag of an optional primitive field, written [n] in ASN.1. */
    public static int optional(int number) {
        return 0x80 | number;
    }

    /** The tag of an optional field that holds whole elements, written [n] EXPLICIT in ASN.1. */
    public static int explicit(int number) {
        return 0xa0 | number;
    }

    private final Bytes source;
    private int position;

    DerCursor(Bytes source) {
        this.source = source;
    }

    /** An element: all of it, and what it holds. */
    public record Element(Bytes encoded, Bytes content) {

        /** A cursor before the first of the elements inside. */
        public DerCursor inside() {
            return new DerCursor(content);
        }
    }

    /** Takes the next element, which must have this tag. */
    public Element take(int tag) {
        if (atEnd()) {
            throw new MalformedException("tag %02x expected at byte %d, where all ends".formatted(tag, position));
        }
        if (source.at(position) != tag) {
            throw new MalformedException(
                    "tag %02x expected at byte %d, not %02x".formatted(tag, position, source.at(position)));
        }
        var start = position;
        position++;
        var size = length();
        if (size > source.size() - position) {
            throw new MalformedException("element at byte %d is longer than what holds it".formatted(start));
        }
        position += size;
        return new Element(source.part(start, position), source.part(position - size, position));
    }

    /** The tag of the next element; there must be one. */
    public int tag() {
        if (atEnd()) {
            throw new MalformedException("an element expected at byte %d, where all ends".formatted(position));
        }
        return source.at(position);
    }

    /** Takes the next element if it has this tag. */
    Optional<Element> takeIf(int tag) {
        return !atEnd() && source.at(position) == tag ? Optional.of(take(tag)) : Optional.empty();
    }

    /** The one element that a run consists of. */
    public static Element only(int tag, Bytes source) {
        var cursor = new DerCursor(source);
        var element = cursor.take(tag);
        cursor.expectEnd();
        return element;
    }

    public boolean atEnd() {
        return position == source.size();
    }

    /** How many bytes the cursor has passed. */
    int position() {
        return position;
    }

    public void expectEnd() {
        if (!atEnd()) {
            throw new MalformedException((source.size() - position) + " bytes too many at byte " + position);
        }
    }

    private int length() {
        var first = lengthByte();
        if (first < 0x80) {
            return first;
        }
        var width = first & 0x7f;
        if (width == 0 || width > 3) {
            throw new MalformedException("length of an unsupported form at byte " + (position - 1));
        }
        var length = 0;
        for (var i = 0; i < width; i++) {
            length = length << 8 | lengthByte();
        }
        if (DerWriter.headerSize(length) != 2 + width) {
            throw new MalformedException("length is not as short as possible before byte " + position);
        }
        return length;
    }

    private int lengthByte() {
        if (atEnd()) {
            throw new MalformedException("a length is cut off at byte " + position);
        }
        return source.at(position++);
    }
}
