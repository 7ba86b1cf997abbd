/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.template;

import java.util.PrimitiveIterator;

/** Text between double quotes in the way that messages of the original show it: whatever does not print is escaped. */
public final class QuotedText {
    private static final String SHORT = "\u0007a\bb\ff\nn\rr\tt\u000Bv\"\"\\\\";

    private QuotedText() {}

    public static String of(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        PrimitiveIterator.OfInt points = text.codePoints().iterator();
        while (points.hasNext()) {
            append(quoted, points.nextInt());
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        var known = SHORT.indexOf(point);
        if (known >= 0 && known % 2 == 0) {
            quoted.append('\\').append(SHORT.charAt(known + 1));
        } else if (prints(point)) {
            quoted.appendCodePoint(point);
        } else if (point < 0x80) {
            quoted.append(String.format("\\x%02x", point));
        } else {
            quoted.append(String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
        }
    }

    /** Letters, marks, numbers, punctuation and symbols, and of all blanks only the plain one. */
    static boolean prints(int point) {
        return switch (Character.getType(point)) {
            case Character.UNASSIGNED,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
