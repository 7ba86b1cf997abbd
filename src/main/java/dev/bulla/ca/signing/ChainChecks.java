/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Whether a chain and a key may issue certificates. The order of the checks is that of the original, and so are its words. */
final class ChainChecks {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private ChainChecks() {}

    static void require(List<X509Certificate> chain, SignerKey key, Instant now) {
        if (chain.isEmpty()) {
            throw new UnusableKeyException(
                    "certificate chain must contain at least one certificate",
                    "the chain file must hold the issuing CA first and the root last");
        }
        new ChainPath(chain, now).require();
        var issuer = chain.getFirst();
        if (issuer.getBasicConstraints() < 0) {
            throw new UnusableKeyException(
                    "certificate is not a CA", "the first certificate of the chain must be that of the issuing CA");
        }
        if (chain.size() > 1 && !usages(issuer).contains(CODE_SIGNING)) {
            throw new UnusableKeyException(
                    "certificate must have extended key usage code signing set to sign code signing certificates",
                    "have the intermediate issued with extendedKeyUsage = codeSigning");
        }
        requireKeyOf(issuer, key);
    }

    /** The key is the certificate's, and one to rely on. */
    static void requireKeyOf(X509Certificate certificate, SignerKey key) {
        requireSameKey(
                SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()), key.publicKey());
        key.weakness().ifPresent(weakness -> {
            throw new UnusableKeyException(weakness, "make a key of another kind");
        });
    }

    /** The extended key usages of a certificate by their identifiers. None means that all are allowed. */
    static List<String> usages(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage()).orElse(List.of());
        } catch (CertificateParsingException e) {
            throw new UnusableKeyException("x509: invalid extended key usages", "have the certificate issued anew", e);
        }
    }

    private static void requireSameKey(SubjectPublicKeyInfo certified, SubjectPublicKeyInfo held) {
        if (!certified.equals(held)) {
            throw new UnusableKeyException(
                    "%s public keys are not equal (%s, %s)"
                            .formatted(
                                    KeyWord.of(certified).word(),
                                    KeyIdentifiers.sha1(certified),
                                    KeyIdentifiers.sha1(held)),
                    "the first certificate of the chain must belong to the key file");
        }
    }
}
