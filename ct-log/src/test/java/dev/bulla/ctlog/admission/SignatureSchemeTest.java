/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulla.ctlog.admission.RefusedSubmissionException.Reason;
import dev.bulla.ctlog.testing.Providers;
import dev.bulla.ctlog.testing.TestChain;
import dev.bulla.ctlog.testing.TestKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The algorithms that authorities sign with, under each provider. */
class SignatureSchemeTest {
    private static final AdmissionRules RULES = AdmissionRules.codeSigning(Instant.EPOCH, Instant.MAX);

    @ParameterizedTest(name = "{1} with {0}, {2}")
    @MethodSource("supported")
    void takesWhatAnAuthoritySignedWith(String kind, String algorithm, Provider provider) {
        var chain = TestChain.signingWith(keys(kind), algorithm);
        var admission = accepting(chain, provider);

        assertThat(admission.admit(chain.below(chain.precertificate("a")))).isNotNull();
        var forged = TestChain.signingWith(keys(kind), algorithm).precertificate("a");
        assertThatExceptionOfType(RefusedSubmissionException.class)
                .isThrownBy(() -> admission.admit(chain.below(forged)))
                .returns(Reason.BAD_SIGNATURE, RefusedSubmissionException::reason);
    }

    static Stream<Arguments> supported() {
        return Providers.all()
                .flatMap(provider -> Stream.of(
                                "secp256r1 SHA256withECDSA",
                                "secp384r1 SHA384withECDSA",
                                "secp521r1 SHA512withECDSA",
                                "secp384r1 SHA256withECDSA",
                                "RSA SHA256withRSA",
                                "RSA SHA384withRSA",
                                "RSA SHA512withRSA",
                                "RSA SHA256withRSAandMGF1",
                                "RSA SHA384withRSAandMGF1",
                                "RSA SHA512withRSAandMGF1",
                                "Ed25519 Ed25519")
                        .map(pair -> pair.split(" "))
                        .map(pair -> Arguments.of(pair[0], pair[1], provider)));
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, SHA1withECDSA", "RSA, SHA1withRSA", "RSA, SHA224withRSA", "RSA, SHA1withRSAandMGF1"})
    void refusesWeakHashFunctions(String kind, String algorithm) {
        var chain = TestChain.signingWith(keys(kind), algorithm);

        assertThatExceptionOfType(RefusedSubmissionException.class)
                .isThrownBy(
                        () -> accepting(chain, Providers.BOUNCY_CASTLE).admit(chain.below(chain.precertificate("a"))))
                .returns(Reason.UNSUPPORTED_ALGORITHM, RefusedSubmissionException::reason);
    }

    @ParameterizedTest
    @MethodSource("dev.bulla.ctlog.testing.Providers#all")
    void refusesASignatureOfAnotherAlgorithmThanTheKeys(Provider provider) {
        var chain = TestChain.signingWith(keys("secp256r1"), "SHA256withECDSA");
        var other = TestChain.signingWith(keys("RSA"), "SHA256withRSA");

        assertThatExceptionOfType(RefusedSubmissionException.class)
                .isThrownBy(() -> accepting(chain, provider).admit(chain.below(other.precertificate("a"))))
                .returns(Reason.BAD_SIGNATURE, RefusedSubmissionException::reason);
    }

    @ParameterizedTest
    @CsvSource("secp256k1, SHA256withECDSA")
    void refusesAnAuthorityWithAKeyOfAnotherKind(String kind, String algorithm) {
        var chain = TestChain.signingWith(bouncyCastleKeys(kind), algorithm);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> accepting(chain, Providers.BOUNCY_CASTLE))
                .withMessageContaining("none of P-256");
    }

    private static Admission accepting(TestChain chain, Provider provider) {
        var accepted = new AcceptedChains(provider);
        accepted.accept(chain.certificates());
        return new Admission(RULES, accepted);
    }

    private static KeyPair keys(String kind) {
        try {
            if (kind.equals("RSA")) {
                return TestKeys.RSA_2048.make();
            }
            if (kind.equals("Ed25519")) {
                return TestKeys.ED25519.make();
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(kind));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK makes such keys", e);
        }
    }

    private static KeyPair bouncyCastleKeys(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC", Providers.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle makes such keys", e);
        }
    }
}
