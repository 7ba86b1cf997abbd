/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the resets of streams that have ended out of what a client of HTTP/2 sends. They cross our answer on its way, which is
 * no mistake (RFC 9113, 5.1), but Helidon takes them for one, and ends the connection with all that is under way on it.
 */
final class LateResets {
    private static final int HEAD = 9;
    private static final int RESET = 3;
    private static final int RESET_LENGTH = 4;
    private static final int REMEMBERED = 1000;

    /** The length of what comes before the first frame. */
    private static final int PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII).length;

    private final Map<Integer, Boolean> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What came of the head of the next frame, or of a whole frame if it is a reset. */
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** How much is still to come of a frame that goes through as it is. */
    private int open = PREFACE;

    /** The stream was answered. */
    void ended(int stream) {
        synchronized (ended) {
            ended.put(stream, true);
        }
    }

    /** The same bytes, but for the resets and for a piece at the end that may become one. */
    byte[] without(byte[] bytes) {
        var kept = new ByteArrayOutputStream(bytes.length + HEAD);
        for (var at = 0; at < bytes.length; ) {
            if (open > 0) {
                var length = Math.min(open, bytes.length - at);
                kept.write(bytes, at, length);
                open -= length;
                at += length;
            } else {
                begun.write(bytes[at++]);
                look(kept);
            }
        }
        return kept.toByteArray();
    }

    private void look(ByteArrayOutputStream kept) {
        var frame = begun.toByteArray();
        if (frame.length < HEAD) {
            return;
        }
        var length = number(frame, 0, 3);
        var isReset = frame[3] == RESET && length == RESET_LENGTH;
        if (isReset && frame.length < HEAD + RESET_LENGTH) {
            return;
        }
        // A second reset of a stream is late as well.
        if (!isReset || isFirstEnd(number(frame, 5, 4) & Integer.MAX_VALUE)) {
            kept.writeBytes(frame);
        }
        open = isReset ? 0 : length;
        begun.reset();
    }

    private boolean isFirstEnd(int stream) {
        synchronized (ended) {
            return ended.put(stream, true) == null;
        }
    }

    private static int number(byte[] bytes, int from, int length) {
        var number = 0;
        for (var i = from; i < from + length; i++) {
            number = number << 8 | Byte.toUnsignedInt(bytes[i]);
        }
        return number;
    }
}
