/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.x509.Bytes;

/** What a stranger's bytes look like in our log line: short, on one line, and of printable ASCII. */
final class PrintableText {
    private static final int LONGEST = 200;

    private PrintableText() {}

    static String of(Bytes bytes) {
        return of(bytes.text());
    }

    static String of(String text) {
        var printable = text.strip().codePoints().limit(LONGEST).map(c -> c < ' ' || c > '~' ? '.' : c);
        return printable
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
