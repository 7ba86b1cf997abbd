/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.PrecertificateSurgery;
import dev.bulla.ctlog.merkle.Hash;

/**
 * Which key signs a final certificate: SHA-256 of the issuer's public key as SubjectPublicKeyInfo (RFC 6962, section
 * 3.2). It belongs to the issuer, not to the certificate, so make it once and keep it with the chain.
 */
public final class IssuerKeyHash {
    private final Hash value;

    private IssuerKeyHash(Hash value) {
        this.value = value;
    }

    /** The hash of the key in the issuer's certificate, which is given in DER. */
    public static IssuerKeyHash ofIssuer(byte[] certificate) {
        return InvalidInputException.reading(
                "issuer",
                () -> ofKey(PrecertificateSurgery.subjectPublicKeyInfo(Bytes.view(certificate))
                        .toArray()));
    }

    /** The hash of the issuer's key itself, a SubjectPublicKeyInfo in DER. */
    public static IssuerKeyHash ofKey(byte[] publicKey) {
        return new IssuerKeyHash(Hash.sha256(publicKey));
    }

    Hash value() {
        return value;
    }

    public byte[] toBytes() {
        return value.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IssuerKeyHash that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The hash in lower-case hexadecimal. */
    @Override
    public String toString() {
        return value.toString();
    }
}
