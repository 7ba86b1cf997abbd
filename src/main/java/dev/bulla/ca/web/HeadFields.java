/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

/**
 * Counts the fields of a compressed head of HTTP/2 (RFC 7541) as it comes in, without reading them. A field that was sent
 * before takes one byte, and stands for up to four thousand.
 */
final class HeadFields {
    /** As many as usual servers take, and then some. */
    static final int MOST = 256;

    private static final int PADDED = 8;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_LENGTH = 5;
    private static final int LENGTH_OF_LENGTHS = 28;

    private Next next = Next.FIELD;
    private Next afterNumber = Next.FIELD;
    private Next afterText = Next.FIELD;
    private long text;
    private int shift;
    private int fields;

    /** Where we are in the frame, and where the head lies in it. */
    private int at;

    private int start;
    private int end;
    private boolean padded;

    /** What the next byte is. */
    private enum Next {
        FIELD,
        NUMBER,
        NAME_LENGTH,
        VALUE_LENGTH,
        LENGTH,
        TEXT
    }

    /** A frame begins, and with it a head. */
    void begin(int flags, int length) {
        next = Next.FIELD;
        fields = 0;
        goOn(length);
        padded = (flags & PADDED) != 0;
        start = (padded ? 1 : 0) + ((flags & PRIORITY) != 0 ? PRIORITY_LENGTH : 0);
    }

    /** A frame begins that goes on with the head. */
    void goOn(int length) {
        at = 0;
        start = 0;
        end = length;
        padded = false;
    }

    /** Takes the next bytes of the frame. Says no when the head has too many fields. */
    boolean fit(byte[] bytes, int from, int length) {
        for (var i = from; i < from + length; i++) {
            var octet = Byte.toUnsignedInt(bytes[i]);
            if (padded && at == 0) {
                end -= octet;
            } else if (at >= start && at < end) {
                take(octet);
            }
            at++;
        }
        return fields <= MOST;
    }

    private void take(int octet) {
        switch (next) {
            case FIELD -> field(octet);
            case NUMBER -> next = octet < 0x80 ? afterNumber : Next.NUMBER;
            case NAME_LENGTH -> length(octet, Next.VALUE_LENGTH);
            case VALUE_LENGTH -> length(octet, Next.FIELD);
            case LENGTH -> moreLength(octet);
            case TEXT -> {
                text--;
                next = text == 0 ? afterText : Next.TEXT;
            }
        }
    }

    private void field(int octet) {
        fields++;
        if (octet >= 0x80) {
            number(octet, 0x7f, Next.FIELD);
        } else if (octet >= 0x40) {
            name(octet, 0x3f);
        } else if (octet >= 0x20) {
            number(octet, 0x1f, Next.FIELD);
        } else {
            name(octet, 0x0f);
        }
    }

    /** The name has a number, or is written out if that is zero. */
    private void name(int octet, int mask) {
        if ((octet & mask) == 0) {
            next = Next.NAME_LENGTH;
        } else {
            number(octet, mask, Next.VALUE_LENGTH);
        }
    }

    private void number(int octet, int mask, Next after) {
        afterNumber = after;
        next = (octet & mask) == mask ? Next.NUMBER : after;
    }

    private void length(int octet, Next after) {
        afterText = after;
        text = octet & 0x7f;
        shift = 0;
        next = text == 0x7f ? Next.LENGTH : begunText();
    }

    private void moreLength(int octet) {
        // A length that does not fit is refused by whoever reads the head.
        text += shift > LENGTH_OF_LENGTHS ? 0 : (long) (octet & 0x7f) << shift;
        shift += 7;
        next = octet < 0x80 ? begunText() : Next.LENGTH;
    }

    private Next begunText() {
        return text == 0 ? afterText : Next.TEXT;
    }
}
