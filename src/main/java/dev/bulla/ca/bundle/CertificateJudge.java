/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.x509.CertificatePath;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges the certificate of a signer by the authorities that are believed. */
final class CertificateJudge {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private final List<Authority> authorities;

    CertificateJudge(List<Authority> authorities) {
        this.authorities = authorities;
    }

    /** The certificate that issued it, if it was good at each of these moments. */
    X509Certificate judge(X509Certificate leaf, List<Instant> moments) throws UntrustedBundleException {
        judgeUse(leaf);
        for (var moment : moments) {
            judgeTime(leaf, moment);
        }
        var problem = Optional.<String>empty();
        for (var authority : authorities) {
            problem = problem(leaf, authority, moments);
            if (problem.isEmpty()) {
                return authority.signer();
            }
        }
        throw new UntrustedBundleException(
                Distrust.CERTIFICATE_UNTRUSTED,
                "no authority of the trusted root has issued the certificate, which names " + issuer(leaf)
                        + problem.map(it -> " (" + it + ")").orElse(""));
    }

    private static String issuer(X509Certificate leaf) {
        return leaf.getIssuerX500Principal().getName();
    }

    private static void judgeUse(X509Certificate leaf) throws UntrustedBundleException {
        if (leaf.getBasicConstraints() >= 0) {
            throw unfit("it is an authority's own");
        }
        if (SigningAlgorithm.of(leaf.getPublicKey()).isEmpty()) {
            throw unfit("its key is of a kind that nobody signs with");
        }
        try {
            var uses = leaf.getExtendedKeyUsage();
            if (uses == null || !uses.contains(CODE_SIGNING)) {
                throw unfit("it is not for signing code");
            }
        } catch (CertificateParsingException e) {
            throw unfit("what it is for cannot be read");
        }
    }

    private static UntrustedBundleException unfit(String why) {
        return new UntrustedBundleException(
                Distrust.CERTIFICATE_UNFIT, "the certificate cannot have signed this: " + why);
    }

    private static void judgeTime(X509Certificate leaf, Instant moment) throws UntrustedBundleException {
        var from = leaf.getNotBefore().toInstant();
        var to = leaf.getNotAfter().toInstant();
        if (moment.isBefore(from) || moment.isAfter(to)) {
            throw new UntrustedBundleException(
                    Distrust.CERTIFICATE_NOT_VALID_THEN,
                    "the certificate was valid from %s to %s, and it was used at %s".formatted(from, to, moment));
        }
    }

    /** Why the certificate does not lead to this authority, if it does not. */
    private static Optional<String> problem(X509Certificate leaf, Authority authority, List<Instant> moments) {
        var chain = authority.chain();
        var belowRoot = chain.subList(0, chain.size() - 1);
        var path = new CertificatePath(
                Stream.concat(Stream.of(leaf), belowRoot.stream()).toList(), chain.getLast());
        for (var moment : moments) {
            if (!authority.validity().holds(moment)) {
                return Optional.of("the authority was not believed at " + moment);
            }
            try {
                path.verify(moment);
            } catch (GeneralSecurityException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }
}
