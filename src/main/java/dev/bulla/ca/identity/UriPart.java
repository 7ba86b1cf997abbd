/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

/**
 * A part of a URI, and which octets stand in it without an escape. Strings here hold one octet in each character.
 */
enum UriPart {
    /** User or password: each is decoded and encoded again. */
    USER_INFO("$&+,;=", ""),
    HOST("!$&'()*+,;=:[]<>\"", ""),
    PATH("$&+,/:;=@", "!'()*[]%"),
    FRAGMENT("$&+,/:;=?@!()*", "'[]%");

    private static final String HEX = "0123456789ABCDEF";

    private final boolean[] literal = new boolean[0x100];
    private final boolean[] untouched;

    /**
     * @param written what is never escaped, besides letters, digits and {@code -_.~}
     * @param left    what does not call for encoding the part anew, but is escaped if that happens for another reason
     */
    UriPart(String written, String left) {
        (written + "-_.~").chars().forEach(c -> literal[c] = true);
        for (var c = 0; c < 0x80; c++) {
            literal[c] |= Ascii.isAlphanumeric(c);
        }
        untouched = literal.clone();
        left.chars().forEach(c -> untouched[c] = true);
    }

    /** The part as a certificate has it: exactly as given if all of it may stand there, else decoded and encoded anew. */
    String settle(String part) {
        var decoded = decode(part);
        return Ascii.all(part, c -> untouched[c]) ? part : encode(decoded);
    }

    boolean isLiteral(int octet) {
        return literal[octet];
    }

    String encode(String octets) {
        if (Ascii.all(octets, c -> literal[c])) {
            return octets;
        }
        var encoded = new StringBuilder(octets.length() + 16);
        octets.chars().forEach(c -> {
            if (literal[c]) {
                encoded.append((char) c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        });
        return encoded.toString();
    }

    static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        var octets = new StringBuilder(part.length());
        for (var i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '%') {
                octets.append((char) escapeAt(part, i));
                i += 2;
            } else {
                octets.append(part.charAt(i));
            }
        }
        return octets.toString();
    }

    /** The octet that the escape at this place stands for. */
    static int escapeAt(String part, int percent) {
        if (percent + 2 >= part.length()) {
            throw new UnmappableException("the URI ends within a percent escape");
        }
        var high = Character.digit(part.charAt(percent + 1), 16);
        var low = Character.digit(part.charAt(percent + 2), 16);
        if (high < 0 || low < 0) {
            throw new UnmappableException("the URI has a percent sign that starts no escape");
        }
        return high << 4 | low;
    }
}
