/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.fault.UnavailableException;
import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Issuance;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.issuance.IssuanceRequest;
import dev.bulla.ca.issuance.NotIssuedException;
import dev.bulla.ca.pace.Cores;
import dev.bulla.ca.policy.IssuancePolicy;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.KeyClaim;
import dev.bulla.ca.proof.ProofOfPossession;
import dev.bulla.ca.signing.ThrowawayKey;
import dev.bulla.ca.transparency.NoLog;
import dev.bulla.ca.trust.TrustedIssuers;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * The walk of the server itself, with a CA and a client that are made up for it, and without a log. Nothing of it outlives
 * the answer.
 */
final class Rehearsal {
    private static final Profile PROFILE =
            new Profile(Duration.ofMinutes(10), Duration.ZERO, SigningAlgorithm.defaults());

    private final Crypto crypto;
    private final InstantSource clock;

    Rehearsal(Crypto crypto, InstantSource clock) {
        this.crypto = crypto;
        this.clock = clock;
    }

    /** What would be decided about a request with this token. */
    Decision decide(TrustedIssuers issuers, String token) {
        var heard = new Heard();
        var authority = ThrowawayKey.make(crypto, clock, new SecureRandom());
        var issuance = new Issuance(
                issuers,
                new IssuancePolicy(PROFILE),
                new ProofOfPossession(crypto, false),
                new CertificateAuthority(() -> authority, List.of(), clock, new SecureRandom()),
                NoLog.NO_LOG,
                new Cores(1),
                heard);
        try {
            var _ = issuance.issue(new IssuanceRequest("check", token, client()));
        } catch (NotIssuedException e) {
            requireDecided(e);
        }
        return heard.decisions.getFirst();
    }

    /** Whatever was decided, the decision says it all. What nobody decided is a fault of ours. */
    private static void requireDecided(NotIssuedException ended) {
        switch (ended.reason()) {
            case RefusedException _, UnavailableException _, FailedException _ -> {}
            default -> throw ended;
        }
    }

    /** A certificate request proves possession without saying anything of whom it is for. */
    private KeyClaim client() {
        try {
            var generator = crypto.keyPairGenerator("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                    .setProvider(crypto.complete())
                    .build(pair.getPrivate());
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic()).build(signer);
            var body = Base64.getMimeEncoder().encodeToString(request.getEncoded());
            var pem = "-----BEGIN CERTIFICATE REQUEST-----\n" + body + "\n-----END CERTIFICATE REQUEST-----\n";
            return new KeyClaim.Csr(Bytes.of(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate request can always be made", e);
        }
    }

    /** Keeps what it is told. */
    private static final class Heard implements IssuanceEvents {
        private final List<Decision> decisions = new ArrayList<>();

        @Override
        public void requireReady() {
            // Nothing is recorded anywhere.
        }

        @Override
        public void decided(Decision decision) {
            decisions.add(decision);
        }
    }
}
