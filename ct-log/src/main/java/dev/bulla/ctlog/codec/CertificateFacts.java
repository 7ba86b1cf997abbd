/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import java.time.Instant;

/**
 * What a certificate says, as far as a log asks: true only if its signature holds.
 *
 * @param issuer               name of who signed it, as an element
 * @param subject              name of whom it is about, as an element; may be empty
 * @param notAfter             the last second in which it is valid
 * @param subjectPublicKeyInfo the certified key, as an element
 */
public record CertificateFacts(
        Bytes issuer, Bytes subject, Instant notAfter, Bytes subjectPublicKeyInfo, ExtendedKeyUsage usage) {

    public static CertificateFacts parse(Bytes certificate) {
        return of(CertificateParts.parse(certificate));
    }

    /** When a certificate ends. Nothing behind that is looked at. */
    public static Instant notAfter(Bytes certificate) {
        var fields = DerCursor.only(DerCursor.SEQUENCE, certificate)
                .inside()
                .take(DerCursor.SEQUENCE)
                .inside();
        fields.takeIf(DerCursor.explicit(0));
        fields.take(DerCursor.INTEGER);
        fields.take(DerCursor.SEQUENCE);
        fields.take(DerCursor.SEQUENCE);
        return takeNotAfter(fields);
    }

    private static Instant takeNotAfter(DerCursor fields) {
        var validity = fields.take(DerCursor.SEQUENCE).inside();
        DerTime.take(validity);
        var notAfter = DerTime.take(validity);
        validity.expectEnd();
        return notAfter;
    }

    static CertificateFacts of(CertificateParts parts) {
        var fields = new DerCursor(parts.afterIssuer());
        var notAfter = takeNotAfter(fields);
        var subject = fields.take(DerCursor.SEQUENCE).encoded();
        return new CertificateFacts(
                parts.issuer(), subject, notAfter, parts.subjectPublicKeyInfo(), ExtendedKeyUsage.of(parts));
    }
}
