/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Frames of HTTP/2 as bytes, sensible or not. */
final class Frames {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int PRIORITISED = 0x20;

    private static final int HEAD = 9;
    private static final int LARGEST = 16_384;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] of(String binary) {
        return binary.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Header lines for a call of a method, as literals that nobody needs to remember: name, value, name, value. */
    static byte[] call(String method, String... more) {
        var head = new ByteArrayOutputStream();
        head.writeBytes(literals(":method", "POST", ":scheme", "http", ":path", "/" + method, ":authority", "x"));
        head.writeBytes(literals("content-type", "application/grpc", "te", "trailers"));
        head.writeBytes(literals(more));
        return head.toByteArray();
    }

    /** Texts of less than 127 bytes. */
    static byte[] literals(String... texts) {
        var block = new ByteArrayOutputStream();
        for (var i = 0; i < texts.length; i++) {
            if (i % 2 == 0) {
                block.write(0);
            }
            block.write(texts[i].length());
            block.writeBytes(of(texts[i]));
        }
        return block.toByteArray();
    }

    Frames add(int type, int flags, int stream, byte[] content) {
        return announced(content.length, type, flags, stream, content);
    }

    Frames add(int type, int flags, int stream, String binary) {
        return add(type, flags, stream, of(binary));
    }

    /** A frame that lies about its length. */
    Frames announced(int length, int type, int flags, int stream, byte[] content) {
        bytes.writeBytes(ByteBuffer.allocate(HEAD)
                .putInt(length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .array());
        bytes.writeBytes(content);
        return this;
    }

    Frames settings(int id, long value) {
        return add(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) id).putInt((int) value).array());
    }

    Frames times(int count, byte[] frames) {
        for (var i = 0; i < count; i++) {
            bytes.writeBytes(frames);
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** With zeros behind it, so that the last frame is whole. A frame that is too large never will be, and need not. */
    static byte[] whole(byte[] frames) {
        var at = 0;
        while (at < frames.length) {
            if (frames.length - at < HEAD) {
                return whole(Arrays.copyOf(frames, at + HEAD));
            }
            var length = ByteBuffer.wrap(frames, at, Integer.BYTES).getInt() >>> 8;
            if (length > LARGEST) {
                return frames;
            }
            at += HEAD + length;
        }
        return Arrays.copyOf(frames, at);
    }
}
