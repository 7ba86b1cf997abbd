/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text rules of proto3 JSON that the JSON parser does not keep: it would guess UTF-16 and UTF-32 from the first bytes,
 * skip a byte-order mark, and let pass overlong bytes and half surrogate pairs.
 */
final class Utf8Json {
    private static final int LONGEST_GUESS = 4;

    private Utf8Json() {}

    /** Whether the parser will take the bytes for UTF-8. */
    static boolean mayBegin(byte[] body, int length) {
        for (var i = 0; i < Math.min(length, LONGEST_GUESS); i++) {
            if (body[i] == 0) {
                return false;
            }
        }
        return length == 0 || body[0] > 0;
    }

    /** Whether what was parsed as JSON is UTF-8 and has no half of a surrogate pair, neither as bytes nor escaped. */
    static boolean isWellFormed(byte[] json, int end) {
        var ascii = true;
        for (var i = 0; i < end; i++) {
            if (json[i] == '\\') {
                var units = escapedUnits(json, i, end);
                if (units == 0) {
                    return false;
                }
                i += units - 1;
            }
            ascii &= json[i] >= 0;
        }
        return ascii || isUtf8(json, end);
    }

    /** How many bytes the escape has: 2, 6, or 12 for a pair; 0 for half a pair. */
    private static int escapedUnits(byte[] json, int at, int end) {
        if (json[at + 1] != 'u') {
            return 2;
        }
        var unit = (char) hex(json, at + 2);
        if (!Character.isSurrogate(unit)) {
            return 6;
        }
        var paired = Character.isHighSurrogate(unit)
                && at + 11 < end
                && json[at + 6] == '\\'
                && json[at + 7] == 'u'
                && Character.isLowSurrogate((char) hex(json, at + 8));
        return paired ? 12 : 0;
    }

    private static int hex(byte[] json, int at) {
        var value = 0;
        for (var i = at; i < at + 4; i++) {
            value = value << 4 | Character.digit(json[i], 16);
        }
        return value;
    }

    private static boolean isUtf8(byte[] json, int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, 0, end));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
