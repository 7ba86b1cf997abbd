/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

/** Classes of ASCII characters. The methods of {@link Character} of the same names know the whole of Unicode. */
final class Ascii {
    private Ascii() {}

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
