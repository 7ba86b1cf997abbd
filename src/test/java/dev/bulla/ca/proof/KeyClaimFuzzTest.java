/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bulla.ca.certificate.CertificateAuthority;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.Seed;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in the place of a key, of a proof and of a request, as they come and packed as PEM. */
class KeyClaimFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final TestKey KEY = TestKeys.p256();

    /** Under both providers, with a CA that holds its own certificates against what was asked for. */
    private static final List<ProofOfPossession> POSSESSIONS = Arrays.stream(TestCrypto.values())
            .map(provider -> new ProofOfPossession(provider.crypto(), true))
            .toList();

    private static final TestAuthority AUTHORITY = TestAuthority.of(KeyKind.P256, NOW, TestCrypto.CORRETTO.crypto());
    private static final CertificateAuthority CERTIFICATES =
            new CertificateAuthority(() -> AUTHORITY, List.of(), InstantSource.fixed(NOW), new SecureRandom());

    static Stream<Named<byte[]>> seeds() {
        var keys = Stream.of(KEY, TestKeys.p384(), TestKeys.p521(), TestKeys.ed25519(), TestKeys.rsa(2048));
        var requests = Stream.of("SHA256withRSA", "SHA1withRSA", "SHA512withRSAandMGF1")
                .map(algorithm -> Seed.of(algorithm, TestKeys.rsa(2048).csrDer(algorithm)));
        return Stream.of(
                        keys.flatMap(key -> Stream.of(
                                Seed.of("key: " + key, key.info().array()),
                                Seed.of("text: " + key, key.pem()),
                                Seed.of(
                                        "proof: " + key,
                                        key.proof(Grants.ADDRESS).array()))),
                        requests,
                        Stream.of(
                                Seed.of("request", KEY.csrDer("SHA256withECDSA")),
                                Seed.longer("text of a request", KEY.csr("SHA256withECDSA"))))
                .flatMap(seeds -> seeds);
    }

    @Timeout(60)
    @MethodSource("seeds")
    @FuzzTest
    void isProvenAndCertifiedOrRefused(byte[] input) {
        var bytes = Bytes.of(input);
        var proof = KEY.proof(Grants.ADDRESS);
        Stream.of(
                        new KeyClaim.Csr(bytes),
                        new KeyClaim.Csr(pem("CERTIFICATE REQUEST", input)),
                        new KeyClaim.SignedChallenge(bytes, proof),
                        new KeyClaim.SignedChallenge(pem("PUBLIC KEY", input), proof),
                        new KeyClaim.SignedChallenge(pem("RSA PUBLIC KEY", input), proof),
                        new KeyClaim.SignedChallenge(Bytes.utf8(KEY.pem()), bytes))
                .forEach(KeyClaimFuzzTest::prove);
    }

    private static void prove(KeyClaim claim) {
        for (var possession : POSSESSIONS) {
            try {
                var proven = possession.prove(Grants.permitting(EnumSet.allOf(SigningAlgorithm.class)), claim);
                assertThat(CERTIFICATES.precertify(proven).der().array()).isNotEmpty();
            } catch (RefusedException e) {
                // What a requester did wrong is no fault of ours.
            }
        }
    }

    private static Bytes pem(String label, byte[] content) {
        return Bytes.utf8(TestKey.pem(label, content));
    }
}
