/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

/**
 * What counts as an email address: the syntax of the original, without its quoted local parts.
 *
 * <p>It is neither RFC 5321 nor sensible in every corner (two dots may follow each other in a domain, but not before its
 * last label), and it is what decides whether a token of today is accepted. Written as loops, each character is looked at
 * once, whatever an attacker puts into the claim.
 */
final class EmailAddress {
    private static final String LOCAL_MARKS = "!#$%&'*+-/=?^_`{|}~";

    private EmailAddress() {}

    static boolean matches(String text) {
        var at = text.indexOf('@');
        return at > 0 && isLocal(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    /** Words between single dots. */
    private static boolean isLocal(String local) {
        var afterDot = true;
        for (var i = 0; i < local.length(); i++) {
            var c = local.charAt(i);
            if (c == '.' ? afterDot : !isAlphanumeric(c) && LOCAL_MARKS.indexOf(c) < 0) {
                return false;
            }
            afterDot = c == '.';
        }
        return !afterDot;
    }

    /** A last label, something before it, and perhaps a final dot. */
    private static boolean isDomain(String domain) {
        var named = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        var dot = named.lastIndexOf('.');
        return dot > 0 && areLabels(named.substring(0, dot)) && isTop(named.substring(dot + 1));
    }

    /** Labels with their dots: a dot may stand wherever a hyphen may, so they need not be taken apart. */
    private static boolean areLabels(String labels) {
        return isAlphanumeric(labels.charAt(0))
                && isAlphanumeric(labels.charAt(labels.length() - 1))
                && labels.chars().allMatch(c -> isAlphanumeric(c) || "-._~".indexOf(c) >= 0);
    }

    private static boolean isTop(String top) {
        return !top.isEmpty()
                && isLetter(top.charAt(0))
                && isLetter(top.charAt(top.length() - 1))
                && top.chars().allMatch(c -> isAlphanumeric(c) || "-_~".indexOf(c) >= 0);
    }

    private static boolean isAlphanumeric(int c) {
        return isLetter(c) || Ascii.isDigit(c);
    }

    /** Of what is not ASCII, the ranges that RFC 3987 allows in the lowest plane. No surrogate is among them. */
    private static boolean isLetter(int c) {
        return Ascii.isLetter(c)
                || Ascii.isBetween(0xA0, c, 0xD7FF)
                || Ascii.isBetween(0xF900, c, 0xFDCF)
                || Ascii.isBetween(0xFDF0, c, 0xFFEF);
    }
}
