/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.proof.KeyClaim.SignedChallenge;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.util.Base64;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class ProofOfPossessionTest {
    private static final String P256_VECTOR = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEOtOGGpViE5JRa7WT7wVYPtLlhm9c
            tiYKMBcjf9ibkK/Qlhx+NwdaZ5GjnGH1YpWwK20mVnthXmCqQe4cjoM4jQ==
            -----END PUBLIC KEY-----
            """;
    private static final String ED25519_VECTOR = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAIVL40Zt5HSRFMkLhXy6rbLfP+ntqXtMAl5YOBpiB2xI=
            -----END PUBLIC KEY-----
            """;
    private static final String P256_DER_PROOF =
            "MEQCIG5NmdCz35Mf5nEFaNWHquOMTjkcbgE8s6g+D+0prESvAiAg5GyjHl5x118u9OzCRkBJZkxfoQg6IkTyo1p8lNAunw==";
    private static final String P256_RAW_PROOF =
            "bk2Z0LPfkx/mcQVo1Yeq44xOORxuATyzqD4P7SmsRK8g5GyjHl5x118u9OzCRkBJZkxfoQg6IkTyo1p8lNAunw==";
    private static final String ED25519_PROOF =
            "MqSoJjIaFSE8YhuXK4CXryAvFMM7Fsv8f1Jj5mGYl6LXNMo87XTj/tyyAx7+PNol3sFHuMnSgdVzstVIPgPTDQ==";
    private static final String ED25519PH_PROOF =
            "p3byLuIWydLdmCP0yUAm5awtbRnAz8KpeRjTnBrCrLogc0Do/93/iuzfjF+ag9RNP8rPUq5LkBFKLX4oHrNyAQ==";

    private final ProofOfPossession possession;
    private final ProofOfPossession tolerant;

    ProofOfPossessionTest(TestCrypto provider) {
        this.possession = new ProofOfPossession(provider.crypto(), false);
        this.tolerant = new ProofOfPossession(provider.crypto(), true);
    }

    static Stream<SignedChallenge> vectors() {
        return Stream.of(
                vector(P256_VECTOR, P256_DER_PROOF),
                vector(P256_VECTOR, P256_RAW_PROOF),
                vector(ED25519_VECTOR, ED25519_PROOF));
    }

    private static SignedChallenge vector(String key, String proof) {
        return new SignedChallenge(Bytes.utf8(key), Bytes.of(Base64.getDecoder().decode(proof)));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsTheVectorsOfTheContract(SignedChallenge vector) {
        var proven = possession.prove(Grants.usual(), vector);

        assertThat(proven.principal().name().value()).isEqualTo(Grants.ADDRESS);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesTheVectorsForAnyOtherChallenge(SignedChallenge vector) {
        var refused = refusal(Grants.challenging("alice@example.co"), vector);

        assertThat(refused.refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
        assertThat(refused.sentence()).isEqualTo("The signature supplied in the request could not be verified");
    }

    @Test
    void refusesThePrehashedFormOfEd25519() {
        assertThat(refusal(Grants.usual(), vector(ED25519_VECTOR, ED25519PH_PROOF))
                        .refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    static Stream<Named<Supplier<TestKey>>> goodKeys() {
        return Stream.of(
                Named.of("P-256", TestKeys::p256),
                Named.of("P-384", TestKeys::p384),
                Named.of("P-521", TestKeys::p521),
                Named.of("Ed25519", TestKeys::ed25519),
                Named.of("RSA-2048", () -> TestKeys.rsa(2048)),
                Named.of("RSA-3072", () -> TestKeys.rsa(3072)),
                Named.of("RSA-4096", () -> TestKeys.rsa(4096)));
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    void carriesTheKeyOfAGoodProofByteForByte(Supplier<TestKey> kind) {
        // given
        var key = kind.get();
        var grant = Grants.usual();

        // when
        var proven = possession.prove(grant, claim(key, key.proof(Grants.ADDRESS)));

        // then
        assertThat(proven.publicKeyInfo()).isEqualTo(key.info());
        assertThat(proven.profile()).isSameAs(grant.profile());
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    void refusesAProofWithOneBitChanged(Supplier<TestKey> kind) {
        var key = kind.get();

        var refused = refusal(Grants.usual(), claim(key, TestKey.damaged(key.proof(Grants.ADDRESS))));

        assertThat(refused.refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @ParameterizedTest
    @MethodSource("goodKeys")
    void refusesTheProofOfAnotherKeyAndNoProof(Supplier<TestKey> kind) {
        var key = kind.get();

        assertThat(refusal(Grants.usual(), claim(key, TestKeys.p256().proof(Grants.ADDRESS)))
                        .refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
        assertThat(refusal(Grants.usual(), claim(key, Bytes.utf8(""))).refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    static Stream<Named<SignedChallenge>> proofsWithTheWrongAlgorithm() {
        return Stream.of(
                wrong(TestKeys.p256(), "SHA384withECDSA"),
                wrong(TestKeys.p256(), "SHA512withECDSA"),
                wrong(TestKeys.p384(), "SHA256withECDSA"),
                wrong(TestKeys.p384(), "SHA512withECDSA"),
                wrong(TestKeys.p521(), "SHA256withECDSA"),
                wrong(TestKeys.rsa(2048), "SHA1withRSA"),
                wrong(TestKeys.rsa(2048), "SHA384withRSA"),
                wrong(TestKeys.rsa(2048), "SHA512withRSA"),
                wrong(TestKeys.rsa(2048), "SHA256withRSAandMGF1"));
    }

    private static Named<SignedChallenge> wrong(TestKey key, String algorithm) {
        return Named.of(
                key.publicKey().getAlgorithm() + " " + algorithm, claim(key, key.proof(algorithm, Grants.ADDRESS)));
    }

    @ParameterizedTest
    @MethodSource("proofsWithTheWrongAlgorithm")
    void refusesEveryAlgorithmButTheUsualOfTheKey(SignedChallenge claim) {
        assertThat(refusal(Grants.usual(), claim).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void acceptsAnEmptyChallengeWhereTheTokenHasNone() {
        var key = TestKeys.p256();

        assertThat(possession.prove(Grants.challenging(""), claim(key, key.proof(""))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {Grants.SUBJECT, Grants.ADDRESS})
    void countsProofsOverOtherNamesOfTheTokenOnlyWhenToldTo(String signed) {
        // given
        var key = TestKeys.p256();
        var claim = claim(key, key.proof(signed));
        var grant = Grants.challenging("the name this issuer wants");

        // then
        assertThat(refusal(grant, claim).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
        assertThat(tolerant.prove(grant, claim).publicKeyInfo()).isEqualTo(key.info());
    }

    @Test
    void doesNotCountAProofOverAnyTextEvenWhenTolerant() {
        var key = TestKeys.p256();
        var claim = claim(key, key.proof("somebody else"));

        assertThat(catchThrowableOfType(RefusedException.class, () -> tolerant.prove(Grants.usual(), claim))
                        .refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void tellsOfAnInsecureKeyBeforeABadProof() {
        var weak = TestKeys.rsa(1024);

        assertThat(refusal(Grants.usual(), claim(weak, Bytes.utf8("bad"))).refusal())
                .isEqualTo(Refusal.KEY_INSECURE);
    }

    @Test
    void tellsOfABadProofBeforeAnAlgorithmThatIsNotPermitted() {
        var key = TestKeys.p384();

        assertThat(refusal(Grants.permitting(Set.of()), claim(key, Bytes.utf8("bad")))
                        .refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void tellsOfAnAlgorithmThatIsNotPermittedBeforeClaimsThatFitNoCertificate() {
        var key = TestKeys.p384();

        assertThat(refusal(Grants.unmapped(Set.of()), claim(key, key.proof(Grants.ADDRESS)))
                        .refusal())
                .isEqualTo(Refusal.ALGORITHM_NOT_PERMITTED);
    }

    @Test
    void tellsOfClaimsThatFitNoCertificateLast() {
        // given
        var key = TestKeys.p256();
        var grant = Grants.unmapped(SigningAlgorithm.defaults());

        // then
        assertThat(refusal(grant, claim(key, Bytes.utf8("bad"))).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
        assertThat(refusal(grant, claim(key, key.proof(Grants.ADDRESS))).sentence())
                .isEqualTo("no certificate for this");
    }

    @Test
    void namesKeyAndHashOfWhatIsNotPermitted() {
        var onlyP256 = Grants.permitting(Set.of(SigningAlgorithm.ECDSA_SHA2_256_NISTP256));

        assertThat(sentence(onlyP256, TestKeys.p384()))
                .isEqualTo("signing algorithm not permitted: *ecdsa.PublicKey, SHA-384");
        assertThat(sentence(onlyP256, TestKeys.p521()))
                .isEqualTo("signing algorithm not permitted: *ecdsa.PublicKey, SHA-512");
        assertThat(sentence(onlyP256, TestKeys.rsa(2048)))
                .isEqualTo("signing algorithm not permitted: *rsa.PublicKey, SHA-256");
        assertThat(sentence(onlyP256, TestKeys.ed25519()))
                .isEqualTo("signing algorithm not permitted: ed25519.PublicKey, unknown hash value 0");
    }

    private String sentence(Grant grant, TestKey key) {
        return refusal(grant, claim(key, key.proof(Grants.ADDRESS))).sentence();
    }

    @Test
    void takesThePssNamesForTheirSizeAndNothingForPrehashedEd25519() {
        // given
        var rsa = TestKeys.rsa(3072);
        var edwards = TestKeys.ed25519();

        // then
        assertThat(possession.prove(
                        Grants.permitting(Set.of(SigningAlgorithm.RSA_SIGN_PSS_3072_SHA256)),
                        claim(rsa, rsa.proof(Grants.ADDRESS))))
                .isNotNull();
        assertThat(refusal(
                                Grants.permitting(Set.of(SigningAlgorithm.ED25519_PH)),
                                claim(edwards, edwards.proof(Grants.ADDRESS)))
                        .refusal())
                .isEqualTo(Refusal.ALGORITHM_NOT_PERMITTED);
    }

    @Test
    void cannotUseP384WithShortHashInAProofEvenWherePermitted() {
        var key = TestKeys.p384();
        var grant = Grants.permitting(Set.of(SigningAlgorithm.ECDSA_SHA2_256_NISTP384));

        assertThat(refusal(grant, claim(key, key.proof("SHA256withECDSA", Grants.ADDRESS)))
                        .refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
        assertThat(sentence(grant, key)).isEqualTo("signing algorithm not permitted: *ecdsa.PublicKey, SHA-384");
    }

    private static SignedChallenge claim(TestKey key, Bytes proof) {
        return new SignedChallenge(Bytes.utf8(key.pem()), proof);
    }

    private RefusedException refusal(Grant grant, KeyClaim claim) {
        return catchThrowableOfType(RefusedException.class, () -> possession.prove(grant, claim));
    }
}
