/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * HTTP/1.0, which Helidon refuses and proxies still speak by default: the head of a request is rewritten as one of HTTP/1.1 that
 * ends its connection. Heads are looked at as Latin-1, where every byte is a character.
 */
final class OldHttp {
    /** What a proxy asks is short. Longer heads go on as they are. */
    static final int LONGEST = 8 * 1024;

    private static final String VERSION = " HTTP/1.0\r\n";
    private static final String NEW_VERSION = " HTTP/1.1\r\nConnection: close\r\n";

    private OldHttp() {}

    /** Whether there is enough to tell, and to rewrite if it is HTTP/1.0. */
    static boolean isComplete(byte[] head) {
        var text = text(head);
        var line = text.indexOf('\n');
        return line >= 0 && (!isOld(text, line) || text.contains("\r\n\r\n"));
    }

    /** The head as HTTP/1.1, unchanged if it was no other. */
    static byte[] asNew(byte[] head) {
        var text = text(head);
        var line = text.indexOf('\n');
        var end = text.indexOf("\r\n\r\n");
        if (line < 0 || end < 0 || !isOld(text, line)) {
            return head;
        }
        var hasHost = text.substring(line, end + 2).toLowerCase(Locale.ROOT).contains("\nhost:");
        var rewritten = text.substring(0, line + 1 - VERSION.length())
                + NEW_VERSION
                + (hasHost ? "" : "Host: unknown\r\n")
                + text.substring(line + 1);
        return rewritten.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isOld(String text, int line) {
        return text.substring(0, line + 1).endsWith(VERSION);
    }

    private static String text(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
