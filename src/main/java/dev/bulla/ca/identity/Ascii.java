/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import java.util.function.IntPredicate;

/** Classes of ASCII characters. The methods of {@link Character} of the same names know the whole of Unicode. */
final class Ascii {
    private Ascii() {}

    /** Whether all characters are such ones. A certificate asks this dozens of times, which is dear with a stream. */
    static boolean all(String text, IntPredicate such) {
        for (var i = 0; i < text.length(); i++) {
            if (!such.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isLetter(int c) {
        return isBetween('a', c, 'z') || isBetween('A', c, 'Z');
    }

    static boolean isDigit(int c) {
        return isBetween('0', c, '9');
    }

    static boolean isAlphanumeric(int c) {
        return isLetter(c) || isDigit(c);
    }

    static boolean isBetween(int first, int c, int last) {
        return first <= c && c <= last;
    }
}
