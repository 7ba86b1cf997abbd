/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Writes DER from front to back into one growing array.
 *
 * <p>The length of what {@link #begin} opened is known only at its {@link #end}: until then it has one byte, and content
 * longer than that byte can say is moved back to make room. For a certificate that is a few moves of a kilobyte, which is
 * cheaper than working out every length beforehand. Not for use by several threads.
 */
public final class DerWriter {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int UTF8_STRING = 0x0c;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;

    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONGEST_SHORT_FORM = 0x7f;
    private static final byte TRUE = (byte) 0xff;

    /** UTCTime has two digits for the year and means these years by them (RFC 5280, section 4.1.2.5). */
    private static final int FIRST_UTC_YEAR = 1950;

    private static final int LAST_UTC_YEAR = 2049;

    private byte[] buffer;
    private int size;

    public DerWriter(int expectedSize) {
        this.buffer = new byte[expectedSize];
    }

    /** The tag {@code [number]} on a value that is implicitly tagged and not constructed. */
    public static int primitive(int number) {
        return CONTEXT | number;
    }

    /** The tag {@code [number]} around other values. */
    public static int constructed(int number) {
        return CONTEXT | CONSTRUCTED | number;
    }

    /** Opens a value. What is written up to the {@link #end} of the returned mark is its content. */
    public int begin(int tag) {
        reserve(2);
        buffer[size++] = (byte) tag;
        buffer[size++] = 0;
        return size;
    }

    public void end(int mark) {
        var length = size - mark;
        if (length <= LONGEST_SHORT_FORM) {
            buffer[mark - 1] = (byte) length;
            return;
        }
        var more = bytesFor(length);
        reserve(more);
        System.arraycopy(buffer, mark, buffer, mark + more, length);
        size = mark - 1;
        length(length);
        size += length;
    }

    public void element(int tag, byte[] content) {
        header(tag, content.length);
        raw(content);
    }

    /** Bytes that are DER already. */
    public void raw(byte[] encoded) {
        reserve(encoded.length);
        System.arraycopy(encoded, 0, buffer, size, encoded.length);
        size += encoded.length;
    }

    public void bool(boolean value) {
        header(BOOLEAN, 1);
        buffer[size++] = value ? TRUE : 0;
    }

    public void utf8String(String text) {
        element(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text in UTF-8 and nothing around it. */
    public void utf8(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A BIT STRING of whole bytes. */
    public void bitString(byte[] bytes) {
        header(BIT_STRING, bytes.length + 1);
        buffer[size++] = 0;
        raw(bytes);
    }

    public void oid(Oid oid) {
        raw(oid.encoded());
    }

    /** A time of a certificate in whole seconds: UTCTime for the years that has digits for, else GeneralizedTime. */
    public void time(Instant instant) {
        var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() >= FIRST_UTC_YEAR && time.getYear() <= LAST_UTC_YEAR) {
            header(UTC_TIME, "yyMMddHHmmssZ".length());
        } else {
            header(GENERALIZED_TIME, "yyyyMMddHHmmssZ".length());
            twoDigits(time.getYear() / 100);
        }
        twoDigits(time.getYear() % 100);
        twoDigits(time.getMonthValue());
        twoDigits(time.getDayOfMonth());
        twoDigits(time.getHour());
        twoDigits(time.getMinute());
        twoDigits(time.getSecond());
        buffer[size++] = 'Z';
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** Room for the content is made at once, so that what writes it byte by byte need not ask. */
    private void header(int tag, int length) {
        reserve(2 + Integer.BYTES + length);
        buffer[size++] = (byte) tag;
        length(length);
    }

    private void length(int length) {
        if (length > LONGEST_SHORT_FORM) {
            buffer[size++] = (byte) (0x80 | bytesFor(length));
            for (var shift = 8 * (bytesFor(length) - 1); shift > 0; shift -= 8) {
                buffer[size++] = (byte) (length >>> shift);
            }
        }
        buffer[size++] = (byte) length;
    }

    private void twoDigits(int number) {
        buffer[size++] = (byte) ('0' + number / 10);
        buffer[size++] = (byte) ('0' + number % 10);
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(size, more)));
        }
    }

    private static int bytesFor(int length) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    }
}
