/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import dev.bulla.ctlog.authority.IssuerKey;
import dev.bulla.ctlog.authority.SignatureScheme;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificateFacts;
import dev.bulla.ctlog.codec.CertificateSignature;
import dev.bulla.ctlog.codec.ExtendedKeyUsage;
import dev.bulla.ctlog.merkle.Hash;
import java.security.Provider;
import java.util.List;

/**
 * An authority that may sign what is submitted, and those above it up to the root. All that follows from its certificates
 * alone is worked out here, once: the same authority signs thousands of submissions a second.
 */
public final class AcceptedChain {
    private final List<Bytes> certificates;
    private final List<Hash> fingerprints;
    private final Bytes name;
    private final IssuerKey key;
    private final Hash keyHash;

    private AcceptedChain(List<Bytes> certificates, CertificateFacts issuer, IssuerKey key) {
        this.certificates = certificates;
        this.fingerprints = certificates.stream()
                .map(certificate -> Hash.sha256(certificate.toArray()))
                .toList();
        this.name = issuer.subject();
        this.key = key;
        this.keyHash = Hash.sha256(issuer.subjectPublicKeyInfo().toArray());
    }

    static AcceptedChain of(List<Bytes> certificates, Provider provider) {
        if (certificates.isEmpty() || certificates.size() >= Admission.LONGEST_CHAIN) {
            throw new IllegalArgumentException("a chain of " + certificates.size() + " certificates");
        }
        var own = certificates.stream().map(it -> Bytes.copyOf(it.toArray())).toList();
        // From the top, where a stranger's chain fails: whatever is below that, strangers can sign themselves.
        for (var i = own.size() - 1; i > 0; i--) {
            expectSigned(own.get(i - 1), own.get(i), provider);
        }
        var issuer = CertificateFacts.parse(own.getFirst());
        if (issuer.usage().allows(ExtendedKeyUsage.PRECERTIFICATE_SIGNING)) {
            throw new IllegalArgumentException("the authority may sign precertificates only, in another's place");
        }
        return new AcceptedChain(own, issuer, IssuerKey.decode(issuer.subjectPublicKeyInfo(), provider));
    }

    private static void expectSigned(Bytes lower, Bytes upper, Provider provider) {
        var issuer = CertificateFacts.parse(upper);
        var signature = CertificateSignature.parse(lower);
        var signed = SignatureScheme.of(signature.algorithm())
                .filter(scheme -> IssuerKey.decode(issuer.subjectPublicKeyInfo(), provider)
                        .signed(signature, scheme));
        if (signed.isEmpty() || !CertificateFacts.parse(lower).issuer().equals(issuer.subject())) {
            throw new IllegalArgumentException("a certificate of the chain is not signed by the one after it");
        }
    }

    /** The authority's own certificate, those above it, and the root at last. */
    public List<Bytes> certificates() {
        return certificates;
    }

    /** SHA-256 of the certificates, in their order. */
    public List<Hash> fingerprints() {
        return fingerprints;
    }

    public Bytes root() {
        return certificates.getLast();
    }

    /** SHA-256 of the authority's public key. */
    Hash keyHash() {
        return keyHash;
    }

    /** Whether a certificate that names this issuer came with these certificates above it; the root may be left out. */
    boolean isAbove(CertificateFacts leaf, List<Bytes> submitted) {
        return leaf.issuer().equals(name)
                && (submitted.equals(certificates)
                        || submitted.equals(certificates.subList(0, certificates.size() - 1)));
    }

    boolean signed(CertificateSignature certificate, SignatureScheme scheme) {
        return key.signed(certificate, scheme);
    }
}
