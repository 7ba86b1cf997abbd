/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.bulla.ca.x509.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/** Reads one answer after the other from a connection (RFC 9112): what an authority sends, and no more of HTTP than that. */
final class AnswerReader {
    private static final int USUAL = 8 * 1024;
    private static final int LARGEST = 1024 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_AT + 3;
    private static final int HEXADECIMAL = 16;
    private static final int FIRST_FINAL = 200;

    private final InputStream in;
    private byte[] buffer = new byte[USUAL];
    private int from;
    private int to;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** What the head of an answer says of its body. */
    private static final class Head {
        private int status;
        private int length = -1;
        private boolean isChunked;
        private boolean isLast;
    }

    /** Waits for the next answer. An {@link EOFException} before its first byte says so by {@link #isUntouched}. */
    Answer next() throws IOException {
        discardRead();
        var head = head();
        while (head.status < FIRST_FINAL) {
            head = head();
        }
        var body = head.isChunked ? chunks() : head.length >= 0 ? exactly(head.length) : rest(head);
        return new Answer(head.status, Bytes.of(body), head.isLast);
    }

    /** Whether not a single byte of an answer has come since the last one. */
    boolean isUntouched() {
        return from == to;
    }

    private Head head() throws IOException {
        var head = new Head();
        var first = line();
        if (!first.startsWith("HTTP/1.") || first.length() < STATUS_END) {
            throw new IOException("the answer is not HTTP");
        }
        head.status = number(first.substring(STATUS_AT, STATUS_END), 10);
        head.isLast = first.startsWith("HTTP/1.0");
        for (var line = line(); !line.isEmpty(); line = line()) {
            field(line.toLowerCase(Locale.ROOT), head);
        }
        return head;
    }

    private static void field(String line, Head head) throws IOException {
        if (line.startsWith("content-length:")) {
            head.length = number(line.substring("content-length:".length()).strip(), 10);
        } else if (line.startsWith("transfer-encoding:")) {
            head.isChunked = line.endsWith("chunked");
        } else if (line.startsWith("connection:")) {
            head.isLast = line.endsWith("close");
        }
    }

    private byte[] chunks() throws IOException {
        var body = new byte[0];
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            if (body.length + size > LARGEST) {
                throw tooLarge();
            }
            var chunk = exactly(size);
            body = Arrays.copyOf(body, body.length + size);
            System.arraycopy(chunk, 0, body, body.length - size, size);
            line();
        }
        while (!line().isEmpty()) {
            // Trailers say nothing to us.
        }
        return body;
    }

    private int chunkSize() throws IOException {
        var line = line();
        var end = line.indexOf(';');
        return number((end < 0 ? line : line.substring(0, end)).strip(), HEXADECIMAL);
    }

    private byte[] exactly(int length) throws IOException {
        while (to - from < length) {
            fill();
        }
        var content = Arrays.copyOfRange(buffer, from, from + length);
        from += length;
        return content;
    }

    /** Up to the end of the connection. */
    private byte[] rest(Head head) throws IOException {
        head.isLast = true;
        try {
            while (true) {
                fill();
            }
        } catch (EOFException e) {
            return exactly(to - from);
        }
    }

    private String line() throws IOException {
        var end = from;
        while (true) {
            if (end == to) {
                var read = end - from;
                fill();
                end = from + read;
            }
            if (buffer[end] == '\n') {
                var length = end > from && buffer[end - 1] == '\r' ? end - 1 - from : end - from;
                var line = new String(buffer, from, length, ISO_8859_1);
                from = end + 1;
                return line;
            }
            end++;
        }
    }

    private void fill() throws IOException {
        if (to == buffer.length) {
            if (to - from >= LARGEST) {
                throw tooLarge();
            }
            discardRead();
            if (to > buffer.length / 2) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
        }
        var read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new EOFException("the connection was closed");
        }
        to += read;
    }

    private void discardRead() {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            var number = Integer.parseInt(text, radix);
            if (number < 0 || number > LARGEST) {
                throw tooLarge();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IOException("the answer is not HTTP", e);
        }
    }

    private static IOException tooLarge() {
        return new IOException("the answer is larger than a mebibyte");
    }
}
