/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.timestamp.StampAlgorithm;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Whether a chain and a key may stamp times. Verifiers take the chain as it is listed, so each certificate must be signed by the next
 * one, up to a root that signs itself.
 */
final class StampingChecks {
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final String ORDER =
            "the chain file must hold the time-stamping authority's own certificate first, then what signed it, and the root last";
    private static final String ISSUE_ANEW =
            "have the certificate issued with critical extendedKeyUsage = timeStamping alone, keyUsage = digitalSignature and"
                    + " basicConstraints = CA:FALSE; bulla tsa init makes such a chain";

    private StampingChecks() {}

    static void require(List<X509Certificate> chain, SignerKey key, Instant now) {
        require(chain, now);
        ChainChecks.requireKeyOf(chain.getFirst(), key);
    }

    static void require(List<X509Certificate> chain, Instant now) {
        if (chain.size() < 2) {
            throw new UnusableKeyException("a chain for timestamps needs at least two certificates", ORDER);
        }
        requireLeaf(chain.getFirst());
        for (var i = 0; i < chain.size(); i++) {
            var certificate = chain.get(i);
            ChainPath.lifetimeFault(certificate, now).ifPresent(fault -> {
                throw new UnusableKeyException(fault, "renew the certificate, or check the clock");
            });
            requireSigned(chain.subList(0, i + 1), chain.get(Math.min(i + 1, chain.size() - 1)));
        }
    }

    private static void requireLeaf(X509Certificate leaf) {
        if (leaf.getBasicConstraints() >= 0) {
            throw new UnusableKeyException("the first certificate is a CA", ISSUE_ANEW);
        }
        if (!ChainChecks.usages(leaf).equals(List.of(TIME_STAMPING))) {
            throw new UnusableKeyException("the first certificate is not for time stamping alone", ISSUE_ANEW);
        }
        if (!leaf.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE)) {
            throw new UnusableKeyException(
                    "the extended key usage of the first certificate is not critical", ISSUE_ANEW);
        }
        var usage = leaf.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE] || usage[KEY_CERT_SIGN]) {
            throw new UnusableKeyException(
                    "the key usage of the first certificate is not to sign, or not that alone", ISSUE_ANEW);
        }
        var key = SubjectPublicKeyInfo.getInstance(leaf.getPublicKey().getEncoded());
        if (StampAlgorithm.of(key).isEmpty()) {
            throw new UnusableKeyException(
                    "the key for timestamps is not on P-256 or P-384", "make one on either: clients take no others");
        }
    }

    /** @param path from the first certificate to the one that is to be signed; the root signs itself */
    private static void requireSigned(List<X509Certificate> path, X509Certificate signer) {
        var signed = path.getLast();
        if (!signer.getSubjectX500Principal().equals(signed.getIssuerX500Principal())) {
            throw new UnusableKeyException(
                    "certificate number " + path.size() + " of the chain is not issued by the one behind it", ORDER);
        }
        ChainPath.signingFault(signed, signer)
                .or(() -> signed.equals(signer) ? Optional.empty() : ChainPath.lengthFault(path, signer))
                .ifPresent(fault -> {
                    throw new UnusableKeyException(fault, ORDER);
                });
        var usages = ChainChecks.usages(signer);
        if (!usages.isEmpty() && usages.stream().noneMatch(Set.of(TIME_STAMPING, ANY_USAGE)::contains)) {
            throw new UnusableKeyException(
                    "x509: certificate specifies an incompatible key usage",
                    "no CA of the chain may have extended key usages without timeStamping: an intermediate that issues for signing code"
                            + " cannot, its root can");
        }
    }
}
