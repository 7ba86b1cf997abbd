/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.nio.charset.StandardCharsets;

/** How a subject name is written as a GeneralName (RFC 5280, section 4.2.1.6). */
public final class SubjectNameWriter {
    private static final int OTHER_NAME = 0;
    private static final int RFC822_NAME = 1;
    private static final int URI = 6;
    private static final Oid USERNAME = Oid.of("1.3.6.1.4.1.57264.1.7");

    private SubjectNameWriter() {}

    public static void write(SubjectName name, DerWriter out) {
        switch (name) {
            case SubjectName.Email email -> text(RFC822_NAME, email.value(), out);
            case SubjectName.Uri uri -> text(URI, uri.value(), out);
            case SubjectName.Username username -> otherName(username.value(), out);
        }
    }

    private static void text(int number, String value, DerWriter out) {
        out.element(DerWriter.primitive(number), value.getBytes(StandardCharsets.UTF_8));
    }

    private static void otherName(String value, DerWriter out) {
        var otherName = out.begin(DerWriter.constructed(OTHER_NAME));
        out.oid(USERNAME);
        var explicit = out.begin(DerWriter.constructed(0));
        out.utf8String(value);
        out.end(explicit);
        out.end(otherName);
    }
}
