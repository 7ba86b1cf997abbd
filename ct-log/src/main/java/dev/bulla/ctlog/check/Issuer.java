/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.authority.IssuerKey;
import dev.bulla.ctlog.authority.SignatureScheme;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import dev.bulla.ctlog.codec.CertificateSignature;
import dev.bulla.ctlog.codec.ExtendedKeyUsage;
import dev.bulla.ctlog.merkle.Hash;
import java.security.Provider;
import java.util.Optional;

/** A certificate above entries, and what follows from it alone. */
final class Issuer {
    /** About what its parsed form takes beside its bytes. */
    private static final int PARSED = 2048;

    private final Bytes certificate;
    private final CertificateFacts facts;
    private final Hash keyHash;
    private final Optional<IssuerKey> key;

    private Issuer(Bytes certificate, CertificateFacts facts, Provider provider) {
        this.certificate = certificate;
        this.facts = facts;
        this.keyHash = Hash.sha256(facts.subjectPublicKeyInfo().toArray());
        this.key = decoded(facts.subjectPublicKeyInfo(), provider);
    }

    static Issuer parse(Bytes certificate, Provider provider) {
        return new Issuer(certificate, CertificateFacts.parse(certificate), provider);
    }

    /** A key of a kind that is not known verifies nothing. */
    private static Optional<IssuerKey> decoded(Bytes subjectPublicKeyInfo, Provider provider) {
        try {
            return Optional.of(IssuerKey.decode(subjectPublicKeyInfo, provider));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    Bytes certificate() {
        return certificate;
    }

    /** About how much memory it takes. */
    int size() {
        return certificate.size() + PARSED;
    }

    /** The name of who signed it. */
    Bytes issuer() {
        return facts.issuer();
    }

    Bytes subject() {
        return facts.subject();
    }

    /** SHA-256 of its public key. */
    Hash keyHash() {
        return keyHash;
    }

    /** Whether it signs precertificates in the place of the one above it. */
    boolean standsIn() {
        return facts.usage().allows(ExtendedKeyUsage.PRECERTIFICATE_SIGNING);
    }

    /** Whether its key signed a certificate. */
    boolean signed(CertificateSignature certificate) {
        return SignatureScheme.of(certificate.algorithm())
                .filter(scheme ->
                        key.filter(it -> it.signed(certificate, scheme)).isPresent())
                .isPresent();
    }
}
