/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a question. Of several with one name the first counts. */
final class Query {
    private static final int LONGEST = 1024;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");

    private final String raw;

    Query(String raw) {
        if (raw.length() > LONGEST) {
            throw RefusedReadException.badParameter("the query is longer than " + LONGEST + " characters");
        }
        this.raw = raw;
    }

    /** A number from 0 to 2^63 - 1 in decimal digits. */
    long number(String name) {
        var text = text(name);
        try {
            if (NUMBER.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException _) {
            // Nineteen digits and too large: refused with all else that is no number.
        }
        throw RefusedReadException.badParameter(name + " is not a number from 0 to 2^63 - 1");
    }

    /**
     * A hash in base64. A plus sign that was not escaped is a plus sign here, although forms mean a space by it; and a space
     * is one that somebody decoded on the way.
     */
    Hash hash(String name) {
        var text = text(name).replace(' ', '+');
        try {
            var bytes = Bytes.view(Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
            if (bytes.size() == Hash.SIZE) {
                return bytes.hashAt(0);
            }
        } catch (IllegalArgumentException _) {
            throw RefusedReadException.badParameter(name + " is not base64");
        }
        throw RefusedReadException.badParameter(name + " is not a hash of " + Hash.SIZE + " bytes");
    }

    private String text(String name) {
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].equals(name))
                .findFirst()
                .map(pair -> unescaped(pair[1]))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> RefusedReadException.badParameter(name + " is missing"));
    }

    /** All parameters are ASCII, so that an escape is a character; one that is broken stays and fails later. */
    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) HexFormat.fromHexDigits(escape.group(1)))));
    }
}
