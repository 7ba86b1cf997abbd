/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * An extension of a certificate, taken apart as far as a log must see (RFC 5280, section 4.1).
 *
 * @param encoded  all of it
 * @param oid      the content of its object identifier
 * @param heading  its object identifier and, where it stands there, its critical flag, both as elements
 * @param critical whether the flag is there and true
 * @param value    what its OCTET STRING holds
 */
public record CertificateExtension(Bytes encoded, Bytes oid, Bytes heading, boolean critical, Bytes value) {
    private static final Bytes TRUE = Bytes.view(new byte[] {(byte) 0xff});

    /** The extensions of a certificate, or of the part of one that is signed, in their order. */
    public static List<CertificateExtension> in(Bytes certificateOrTbs) {
        return CertificateParts.ofEither(certificateOrTbs).extensions();
    }

    static CertificateExtension take(DerCursor extensions) {
        var extension = extensions.take(DerCursor.SEQUENCE);
        var fields = extension.inside();
        var oid = fields.take(DerCursor.OBJECT_IDENTIFIER).content();
        var critical = fields.takeIf(DerCursor.BOOLEAN);
        var heading = extension.content().part(0, fields.position());
        var value = fields.take(DerCursor.OCTET_STRING).content();
        fields.expectEnd();
        return new CertificateExtension(
                extension.encoded(),
                oid,
                heading,
                critical.filter(flag -> flag.content().equals(TRUE)).isPresent(),
                value);
    }

    static List<CertificateExtension> takeAll(DerCursor extensions) {
        var all = new ArrayList<CertificateExtension>();
        while (!extensions.atEnd()) {
            all.add(take(extensions));
        }
        return all;
    }

    /** This extension as it is encoded with another value. */
    Bytes encodedWith(Bytes otherValue) {
        var octets = DerWriter.element(DerCursor.OCTET_STRING, List.of(otherValue));
        return DerWriter.element(DerCursor.SEQUENCE, List.of(heading, octets));
    }
}
