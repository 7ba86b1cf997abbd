/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Base64 as proto3 JSON takes it: either alphabet but not both, with padding or without, and no white space.
 */
final class ProtoBase64 {
    private ProtoBase64() {}

    /** Throws {@link IllegalArgumentException} for everything else. */
    static byte[] decode(String text) {
        // What is not Latin-1 becomes a question mark, which no alphabet has.
        var characters = text.getBytes(StandardCharsets.ISO_8859_1);
        var urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(characters);
    }
}
