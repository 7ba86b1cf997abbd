/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

/** One JSON object on one line, written field by field. */
final class JsonLine {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(512).append('{');

    JsonLine with(String name, String value) {
        name(name).append('"');
        escape(value);
        text.append('"');
        return this;
    }

    JsonLine with(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonLine with(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** A number with a fraction, for times in seconds. */
    JsonLine with(String name, double value) {
        name(name).append(value);
        return this;
    }

    /** The line with its end. */
    String end() {
        return text.append("}\n").toString();
    }

    private StringBuilder name(String name) {
        return text.append(text.length() == 1 ? "\"" : ",\"").append(name).append("\":");
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                default -> {
                    if (mustEscape(c)) {
                        text.append("\\u");
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            text.append(HEX.charAt(c >> shift & 15));
                        }
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }

    /** Controls, and what some readers take for the end of a line or what is half a character. */
    private static boolean mustEscape(char c) {
        return c < 0x20 || c == 0x7F || c == '\u0085' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c);
    }
}
