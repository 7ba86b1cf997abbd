/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

/** A certificate or precertificate at the beginning of a chain, cut into its parts once for all who ask. */
public final class LeafCertificate {
    private final CertificateParts parts;

    private LeafCertificate(CertificateParts parts) {
        this.parts = parts;
    }

    public static LeafCertificate parse(Bytes certificate) {
        return new LeafCertificate(CertificateParts.parse(certificate));
    }

    public CertificateFacts facts() {
        return CertificateFacts.of(parts);
    }

    /** @see PrecertificateSurgery#isPoisoned(Bytes) */
    public boolean isPoisoned() {
        return PrecertificateSurgery.isPoisoned(parts);
    }

    /** @see PrecertificateSurgery#withoutPoison(Bytes) */
    public Bytes withoutPoison() {
        return PrecertificateSurgery.withoutPoison(parts);
    }
}
