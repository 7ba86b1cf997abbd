/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.util.function.Consumer;

/** How an extension is written around its value (RFC 5280, section 4.2). */
public final class ExtensionWriter {
    private ExtensionWriter() {}

    /** An extension that says {@code critical} only if it is: DER leaves a default out. */
    public static void write(Oid oid, boolean critical, DerWriter out, Consumer<DerWriter> value) {
        var extension = out.begin(DerWriter.SEQUENCE);
        out.oid(oid);
        if (critical) {
            out.bool(true);
        }
        var octets = out.begin(DerWriter.OCTET_STRING);
        value.accept(out);
        out.end(octets);
        out.end(extension);
    }

    /** A claim about the holder: bare text for the oldest extensions, a UTF8String for the others. */
    public static void write(Extension claim, String text, DerWriter out) {
        write(
                claim.identifier(),
                false,
                out,
                claim.isRaw() ? value -> value.utf8(text) : value -> value.utf8String(text));
    }
}
