/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

/**
 * Counts the lines of a head of HTTP/1.1 as it comes in. Where a name is repeated, Helidon may take the square of their number
 * in memory.
 */
final class HeadLines {
    /** The fields, what is before them and the empty one behind. */
    private static final int MOST = 1 + HeadFields.MOST + 1;

    private int lines;
    private int length;
    private byte last;
    private boolean over;

    /** The next head comes. */
    void begin() {
        lines = 0;
        length = 0;
        over = false;
    }

    /** The whole head is here, whatever comes now. It may have come with the request before it, and then it was not looked at. */
    void end() {
        over = true;
    }

    /** Takes what came in. Says no when the head has too many lines. What comes behind it is not looked at. */
    boolean fit(byte[] bytes) {
        for (var i = 0; i < bytes.length && !over; i++) {
            if (bytes[i] == '\n') {
                over = length == 1 && last == '\r' && lines > 0;
                lines++;
                length = 0;
            } else {
                length++;
            }
            last = bytes[i];
        }
        return lines <= MOST;
    }
}
