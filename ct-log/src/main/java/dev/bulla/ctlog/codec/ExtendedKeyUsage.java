/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * What a certificate's key may be used for (RFC 5280, section 4.2.1.12).
 *
 * @param purposes contents of the object identifiers; none where the certificate does not say
 */
public record ExtendedKeyUsage(List<Bytes> purposes) {
    public static final Bytes CODE_SIGNING = PrecertificateSurgery.oid("2b06010505070303");

    /** To sign precertificates in the final issuer's place (RFC 6962, section 3.1). */
    public static final Bytes PRECERTIFICATE_SIGNING = PrecertificateSurgery.oid("2b06010401d679020404");

    private static final Bytes EXTENSION = PrecertificateSurgery.oid("551d25");

    public ExtendedKeyUsage {
        purposes = List.copyOf(purposes);
    }

    static ExtendedKeyUsage of(CertificateParts certificate) {
        return certificate
                .extension(EXTENSION, "extended key usage")
                .map(extension -> parse(extension.value()))
                .orElse(new ExtendedKeyUsage(List.of()));
    }

    private static ExtendedKeyUsage parse(Bytes encoded) {
        var in = DerCursor.only(DerCursor.SEQUENCE, encoded).inside();
        var purposes = new ArrayList<Bytes>();
        while (!in.atEnd()) {
            purposes.add(in.take(DerCursor.OBJECT_IDENTIFIER).content());
        }
        return new ExtendedKeyUsage(purposes);
    }

    public boolean allows(Bytes purpose) {
        return purposes.contains(purpose);
    }
}
