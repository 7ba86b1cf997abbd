/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 as proto3 JSON takes it: either alphabet but not both, with padding or without. Line ends are passed over, but whether
 * there is padding is judged by the length with them.
 */
final class ProtoBase64 {
    private static final int BLOCK = 4;

    private ProtoBase64() {}

    /** Throws {@link IllegalArgumentException} for everything else. */
    static byte[] decode(String text) {
        var urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        var decoder = urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder();
        // What is not Latin-1 becomes a question mark, which no alphabet has.
        return decoder.decode(inOneLine(text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String inOneLine(String text) {
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        var line = text.replace("\n", "").replace("\r", "");
        var padded = text.length() % BLOCK == 0;
        if (padded ? line.length() % BLOCK != 0 : line.indexOf('=') >= 0) {
            throw new IllegalArgumentException("the padding does not go with the length");
        }
        return line;
    }
}
