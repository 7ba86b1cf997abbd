/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.certificate.IssuedCertificate;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.certificate.Precertificate;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.proof.Proven;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.LogKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** A CA that makes precertificates, all for the same person, and certificates of them. */
final class SmallAuthority {
    private static final Principal ADA =
            Principal.of(new SubjectName.Email("ada@example.com"), "https://issuer.example.com", "user-17");
    private static final Profile PROFILE = new Profile(Duration.ofMinutes(10), Duration.ZERO, Set.of());

    private final InstantSource clock;
    private final Crypto crypto;
    private final CertificateAuthority authority;
    private IssuingKey signer;

    SmallAuthority(InstantSource clock, Crypto crypto, LogKey... logs) {
        this.clock = clock;
        this.crypto = crypto;
        this.signer = TestAuthority.of(KeyKind.P256, clock.instant(), crypto);
        this.authority = new CertificateAuthority(() -> signer, List.of(logs), clock, new SecureRandom());
    }

    Precertificate precertificate() {
        return authority.precertify(Proven.key(KeyKind.P256.generate(crypto).getPublic(), ADA, PROFILE));
    }

    IssuedCertificate certify(Precertificate precertificate, LogReceipt receipt) {
        return authority.certify(precertificate, receipt);
    }

    /** The certificates above a new precertificate, lowest first. */
    List<Bytes> chain() {
        return signer.chain().encoded();
    }

    /** Takes another key and another chain into use. */
    void rotate() {
        signer = TestAuthority.of(KeyKind.P384, clock.instant(), crypto);
    }
}
