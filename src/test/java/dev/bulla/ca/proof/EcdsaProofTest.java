/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two encodings of ECDSA proofs, and what is neither of them. */
@ParameterizedClass
@EnumSource
class EcdsaProofTest {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final TestKey P256 = TestKeys.p256();
    private static final Bytes PROOF = P256.proof(Grants.ADDRESS);
    private static final TestKey P384 = TestKeys.p384();
    private static final TestKey P521 = TestKeys.p521();

    private final ProofOfPossession possession;

    EcdsaProofTest(TestCrypto provider) {
        this.possession = new ProofOfPossession(provider.crypto(), false);
    }

    static Stream<Arguments> rawSizes() {
        return Stream.of(
                arguments(P256, 32, true),
                arguments(P256, 33, true),
                arguments(P256, 48, true),
                arguments(P256, 66, true),
                arguments(P256, 67, false),
                arguments(P384, 48, true),
                arguments(P384, 66, true),
                arguments(P384, 67, false),
                arguments(P521, 66, true),
                arguments(P521, 67, false));
    }

    @ParameterizedTest
    @MethodSource("rawSizes")
    void takesHalvesOfAnySizeUpToThatOfTheLargestCurve(TestKey key, int half, boolean good) {
        assertThat(proves(key, key.rawProof(Grants.ADDRESS, half))).isEqualTo(good);
    }

    @Test
    void refusesRawProofsOfOddLengthOrCutShort() {
        var raw = P256.rawProof(Grants.ADDRESS, 32).array();

        assertThat(proves(P256, Bytes.of(Arrays.copyOf(raw, 63)))).isFalse();
        assertThat(proves(P256, Bytes.of(Arrays.copyOf(raw, 65)))).isFalse();
        assertThat(proves(P256, Bytes.of(Arrays.copyOf(raw, 62)))).isFalse();
    }

    @Test
    void acceptsBothTheLowAndTheHighFormOfS() {
        var r = number(0);
        var s = number(1);

        assertThat(proves(P256, der(r, s))).isTrue();
        assertThat(proves(P256, der(r, P256_ORDER.subtract(s)))).isTrue();
    }

    @Test
    void refusesNumbersOutsideTheGroup() {
        var r = number(0);
        var s = number(1);

        assertThat(proves(P256, der(r.add(P256_ORDER), s))).isFalse();
        assertThat(proves(P256, der(r, s.add(P256_ORDER)))).isFalse();
        assertThat(proves(P256, der(r.negate(), s))).isFalse();
        assertThat(proves(P256, der(r, s.negate()))).isFalse();
        assertThat(proves(P256, der(BigInteger.ZERO, s))).isFalse();
        assertThat(proves(P256, der(r, BigInteger.ZERO))).isFalse();
        assertThat(proves(P256, der(BigInteger.ZERO, BigInteger.ZERO))).isFalse();
        assertThat(proves(P256, Bytes.of(new byte[64]))).isFalse();
    }

    /** Proof changed from the right one of 02 20 r, 02 20 s, whose highest bits are not set. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "as it should be,                    30440220R0220S,       true",
        "a byte too many,                    30440220R0220S00,     false",
        "a byte too many inside,             30450220R0220S00,     false",
        "a third number,                     30470220R0220S020100, false",
        "a leading zero that is not needed,  3045022100R0220S,     false",
        "a length in two bytes,              3081440220R0220S,     false",
        "an open length,                     30800220R0220S0000,   false",
        "a set for a sequence,               31440220R0220S,       false",
        "a bit string for a number,          30440320R0220S,       false"
    })
    void isStrictAboutDer(String name, String form, boolean good) {
        // given
        var proof = withoutHighBits();
        var hex = proof.hex();
        var bytes =
                HexFormat.of().parseHex(form.replace("R", hex.substring(8, 72)).replace("S", hex.substring(76)));

        // then
        assertThat(proves(P256, Bytes.of(bytes))).isEqualTo(good);
    }

    private static Bytes withoutHighBits() {
        return Stream.generate(() -> P256.proof(Grants.ADDRESS))
                .filter(proof -> proof.hex().startsWith("30440220"))
                .findFirst()
                .orElseThrow();
    }

    private static BigInteger number(int index) {
        return ASN1Integer.getInstance(ASN1Sequence.getInstance(PROOF.array()).getObjectAt(index))
                .getValue();
    }

    private static Bytes der(BigInteger r, BigInteger s) {
        try {
            return Bytes.of(new DERSequence(new ASN1Integer(r), new ASN1Integer(s)).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the proof passes. Anything but a pass or the one refusal fails the test. */
    private boolean proves(TestKey key, Bytes proof) {
        var claim = new KeyClaim.SignedChallenge(Bytes.utf8(key.pem()), proof);
        try {
            possession.prove(Grants.usual(), claim);
            return true;
        } catch (RefusedException e) {
            assertThat(e.refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
            return false;
        }
    }
}
