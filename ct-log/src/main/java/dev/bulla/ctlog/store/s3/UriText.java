/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.nio.charset.StandardCharsets;

/** Text as signatures want it in a URI: all bytes escaped but letters, digits and {@code -._~}. */
final class UriText {
    private static final String PLAIN = "-._~";

    private UriText() {}

    static String of(String text) {
        var out = new StringBuilder();
        for (var one : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(one)) {
                out.append((char) one);
            } else {
                out.append("%%%02X".formatted(one & 0xff));
            }
        }
        return out.toString();
    }

    /** The same, but for slashes, which stay. */
    static String path(String text) {
        return of(text).replace("%2F", "/");
    }

    private static boolean isPlain(byte one) {
        return one >= '0' && one <= '9'
                || one >= 'A' && one <= 'Z'
                || one >= 'a' && one <= 'z'
                || PLAIN.indexOf(one) >= 0;
    }
}
