/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/** Whether a certificate is one of an authority (RFC 5280, section 4.2.1.9). */
public final class BasicConstraints {
    private static final Bytes EXTENSION = PrecertificateSurgery.oid("551d13");
    private static final Bytes TRUE = Bytes.view(new byte[] {(byte) 0xff});

    private BasicConstraints() {}

    /** Whether the certificate says that its key may sign others. */
    public static boolean areOfAuthority(Bytes certificate) {
        return CertificateParts.parse(certificate)
                .extension(EXTENSION, "basic constraints")
                .filter(extension -> isAuthority(extension.value()))
                .isPresent();
    }

    private static boolean isAuthority(Bytes encoded) {
        return DerCursor.only(DerCursor.SEQUENCE, encoded)
                .inside()
                .takeIf(DerCursor.BOOLEAN)
                .filter(flag -> flag.content().equals(TRUE))
                .isPresent();
    }
}
