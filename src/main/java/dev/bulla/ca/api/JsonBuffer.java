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
        makeRoom(json.length());
        for (var i = 0; i < json.length(); i++) {
            bytes[length++] = (byte) json.charAt(i);
        }
        return this;
    }

    JsonBuffer raw(byte[] json) {
        makeRoom(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** A string of JSON. Escapes what must be escaped and nothing else: no {@code <}, as the original does not either. */
    JsonBuffer text(String value) {
        raw("\"");
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c >= 0x80) {
                characters(value.substring(i).getBytes(StandardCharsets.UTF_8));
                break;
            }
            character((byte) c);
        }
        return raw("\"");
    }

    private void characters(byte[] utf8) {
        for (var b : utf8) {
            character(b);
        }
    }

    private void character(byte c) {
        switch (c) {
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            case '"' -> raw("\\\"");
            case '\\' -> raw("\\\\");
            default -> {
                if (c >= 0 && c < ' ') {
                    raw("\\u00").raw(new byte[] {HEX[c >> 4], HEX[c & 0xf]});
                } else {
                    makeRoom(1);
                    bytes[length++] = c;
                }
            }
        }
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
