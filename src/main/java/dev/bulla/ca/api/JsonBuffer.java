/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON written straight into the bytes that are sent. The caller brings the structure, this the text in it. */
final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    JsonBuffer(int expected) {
        this.bytes = new byte[expected];
    }

    /** JSON as it stands, ASCII only. */
    JsonBuffer raw(String json) {
        return raw(json.getBytes(StandardCharsets.US_ASCII));
    }

    JsonBuffer raw(byte[] json) {
        copy(json, 0, json.length);
        return this;
    }

    /** A string of JSON. Escapes what must be escaped and nothing else: no {@code <}, as the original does not either. */
    JsonBuffer text(String value) {
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        raw("\"");
        var copied = 0;
        for (var i = 0; i < utf8.length; i++) {
            if (mustBeEscaped(utf8[i])) {
                copy(utf8, copied, i);
                escape(utf8[i]);
                copied = i + 1;
            }
        }
        copy(utf8, copied, utf8.length);
        return raw("\"");
    }

    private static boolean mustBeEscaped(byte c) {
        return (c >= 0 && c < ' ') || c == '"' || c == '\\';
    }

    private void escape(byte c) {
        switch (c) {
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            case '"' -> raw("\\\"");
            case '\\' -> raw("\\\\");
            default -> raw("\\u00").raw(new byte[] {HEX[c >> 4], HEX[c & 0xf]});
        }
    }

    private void copy(byte[] from, int begin, int end) {
        makeRoom(end - begin);
        System.arraycopy(from, begin, bytes, length, end - begin);
        length += end - begin;
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** The bytes themselves and not a copy; only the first {@link #length} of them count. */
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
