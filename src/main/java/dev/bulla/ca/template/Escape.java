/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.nio.charset.StandardCharsets;

/** Text made safe for other languages. Nothing is escaped unless a template asks for it. */
final class Escape {
    private static final String UNESCAPED_IN_QUERIES = "-_.~";

    private Escape() {}

    static String html(String text) {
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case 0 -> out.append('\uFFFD');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static String js(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", point));
                default -> {
                    if (point >= ' ' && (point <= 0x7F || QuotedText.prints(point))) {
                        out.appendCodePoint(point);
                    } else {
                        out.append(String.format("\\u%04X", point));
                    }
                }
            }
        });
        return out.toString();
    }

    /** A part of a query: a blank is a plus sign. */
    static String query(String text) {
        var out = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet == ' ') {
                out.append('+');
            } else if (isLiteral(octet)) {
                out.append((char) octet);
            } else {
                out.append(String.format("%%%02X", octet & 0xFF));
            }
        }
        return out.toString();
    }

    private static boolean isLiteral(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || UNESCAPED_IN_QUERIES.indexOf(octet) >= 0;
    }
}
