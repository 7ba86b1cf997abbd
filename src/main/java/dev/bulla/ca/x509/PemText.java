/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A text with PEM blocks in it, read from front to back in time that grows with its length only.
 *
 * <p>A block reaches from the last BEGIN line before an END line to that END line. One that is not well-formed (other label
 * at its end, no base64, anything but blanks behind the dashes) is passed over like any other text.
 */
public final class PemText {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "\n-----END ";
    private static final String DASHES = "-----";

    private final String text;
    private int at;

    public PemText(Bytes text) {
        this.text = new String(text.array(), StandardCharsets.ISO_8859_1);
    }

    /** The next well-formed block, and nothing if there is none any more. */
    public Optional<Pem> next() {
        for (var end = text.indexOf(END, at); end >= 0; end = text.indexOf(END, at)) {
            var block = endingAt(end);
            at = block.isPresent() ? afterLine(end + END.length()) : end + END.length();
            if (block.isPresent()) {
                return block;
            }
        }
        return Optional.empty();
    }

    /** Whether nothing but white space is left. */
    public boolean isExhausted() {
        return text.substring(at).isBlank();
    }

    private Optional<Pem> endingAt(int end) {
        var begin = at + text.substring(at, end).lastIndexOf(BEGIN);
        if (begin < at || (begin > 0 && text.charAt(begin - 1) != '\n')) {
            return Optional.empty();
        }
        var beginLine = line(begin + BEGIN.length());
        if (!beginLine.endsWith(DASHES)) {
            return Optional.empty();
        }
        var label = beginLine.substring(0, beginLine.length() - DASHES.length());
        if (!line(end + END.length()).equals(label + DASHES)) {
            return Optional.empty();
        }
        var headers = new HashMap<String, String>();
        var body = readHeaders(afterLine(begin), end, headers);
        if (body > end) {
            // The END line follows the BEGIN line at once. Behind headers there would have to be an empty line.
            return headers.isEmpty() ? Optional.of(new Pem(label, headers, Bytes.of(new byte[0]))) : Optional.empty();
        }
        return decode(text.substring(body, end)).map(content -> new Pem(label, headers, Bytes.of(content)));
    }

    /** Takes lines with a colon for headers, and returns where the body starts. */
    private int readHeaders(int from, int end, Map<String, String> headers) {
        var start = from;
        while (start <= end) {
            var line = line(start);
            var colon = line.indexOf(':');
            if (colon < 0) {
                break;
            }
            headers.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            start = afterLine(start);
        }
        return start;
    }

    /** Base64 with its padding, and blanks anywhere. */
    private static Optional<byte[]> decode(String body) {
        var dense = new StringBuilder(body.length());
        body.chars().filter(c -> " \t\r\n".indexOf(c) < 0).forEach(c -> dense.append((char) c));
        if (dense.length() % 4 != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(dense.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The line from here on, without its end (LF or CRLF) and without blanks before that. */
    private String line(int from) {
        var newline = text.indexOf('\n', from);
        var end = newline < 0 ? text.length() : newline;
        if (newline > from && text.charAt(newline - 1) == '\r') {
            end--;
        }
        while (end > from && " \t".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(from, end);
    }

    private int afterLine(int from) {
        var newline = text.indexOf('\n', from);
        return newline < 0 ? text.length() : newline + 1;
    }
}
