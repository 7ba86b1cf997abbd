/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.testing.TestCrypto;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.DerWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class CertificationRequestTest {
    private static final TestKey P256 = TestKeys.p256();
    private static final TestKey P384 = TestKeys.p384();
    private static final TestKey P521 = TestKeys.p521();
    private static final TestKey RSA = TestKeys.rsa(2048);
    private static final TestKey EDWARDS = TestKeys.ed25519();

    private final ProofOfPossession possession;

    CertificationRequestTest(TestCrypto provider) {
        this.possession = new ProofOfPossession(provider.crypto(), false);
    }

    static Stream<Arguments> provingRequests() {
        return Stream.of(
                arguments(P256, "SHA256withECDSA"),
                arguments(P384, "SHA384withECDSA"),
                arguments(P521, "SHA512withECDSA"),
                arguments(RSA, "SHA256withRSA"),
                arguments(TestKeys.rsa(3072), "SHA256withRSA"),
                arguments(TestKeys.rsa(4096), "SHA256withRSA"),
                arguments(EDWARDS, "Ed25519"));
    }

    @ParameterizedTest
    @MethodSource("provingRequests")
    void provesItsKeyByItself(TestKey key, String algorithm) {
        var proven = possession.prove(Grants.usual(), new KeyClaim.Csr(Bytes.utf8(key.csr(algorithm))));

        assertThat(proven.publicKeyInfo()).isEqualTo(key.info());
        assertThat(proven.principal().name().value()).isEqualTo(Grants.ADDRESS);
    }

    @ParameterizedTest
    @MethodSource("provingRequests")
    void isRefusedWithADamagedSignature(TestKey key, String algorithm) {
        var damaged = TestKey.damaged(Bytes.of(key.csrDer(algorithm)));

        assertThat(refusal(damaged).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void isRefusedForTheKeyOfSomebodyElse() {
        var stolen = P256.csrFor(TestKeys.p256().publicKey(), "SHA256withECDSA");

        assertThat(refusal(Bytes.of(stolen)).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void mayCallItselfNew() {
        var pem = TestKey.pem("NEW CERTIFICATE REQUEST", P256.csrDer("SHA256withECDSA"));

        assertThat(possession.prove(Grants.usual(), new KeyClaim.Csr(Bytes.utf8(pem))))
                .isNotNull();
    }

    static Stream<Arguments> unreadable() {
        var der = P256.csrDer("SHA256withECDSA");
        var csr = P256.csr("SHA256withECDSA");
        var hex = HexFormat.of().formatHex(der);
        return Stream.of(
                arguments("nothing", Bytes.utf8("")),
                arguments("no request", Bytes.utf8("invalid")),
                arguments("DER", Bytes.of(der)),
                arguments("a certificate", Bytes.utf8(TestKey.pem("CERTIFICATE", der))),
                arguments("another block first", Bytes.utf8(TestKey.pem("X", der) + csr)),
                arguments("a space before BEGIN", Bytes.utf8(" " + csr)),
                arguments("trailing bytes", request(Arrays.copyOf(der, der.length + 1))),
                arguments("a byte less", request(Arrays.copyOf(der, der.length - 1))),
                arguments("a public key", request(P256.info().array())),
                arguments("a compressed point", request(hex.replace("03420004", "03420002"))),
                arguments(
                        "a curve nobody knows",
                        request(TestKeys.ec("secp256k1", "SHA256withECDSA").csrDer("SHA256withECDSA"))),
                arguments(
                        "a point beside the curve",
                        request(hex.replace(
                                P256.info().hex(), TestKey.damaged(P256.info()).hex()))),
                arguments("a signature with unused bits", request(hex.replaceFirst("(04030203..)00", "$101"))),
                arguments(
                        "an algorithm without an end",
                        request(signedWith("06092a864886f70d01010b3080").array())),
                arguments(
                        "an algorithm and more",
                        request(signedWith("06092a864886f70d01010b05000500").array())),
                arguments(
                        "an algorithm with a large tag",
                        request(signedWith("06092a864886f70d01010b1f0100").array())),
                arguments(
                        "an algorithm without a name",
                        request(signedWith("0500").array())),
                arguments("no attributes", withoutAttributes()),
                arguments("something behind the signature", behind(Place.SIGNATURE)),
                arguments("something behind the attributes", behind(Place.ATTRIBUTES)),
                arguments("something behind the key", behind(Place.KEY)));
    }

    private enum Place {
        SIGNATURE,
        ATTRIBUTES,
        KEY
    }

    /** A request with a NULL more than there should be. */
    private static Bytes behind(Place place) {
        var request = ASN1Sequence.getInstance(P256.csrDer("SHA256withECDSA"));
        var signed = ASN1Sequence.getInstance(request.getObjectAt(0));
        var key = ASN1Sequence.getInstance(signed.getObjectAt(2));
        return request(encoded(
                switch (place) {
                    case SIGNATURE -> longer(request);
                    case ATTRIBUTES -> with(request, 0, longer(signed));
                    case KEY -> with(request, 0, with(signed, 2, longer(key)));
                }));
    }

    private static ASN1Sequence longer(ASN1Sequence sequence) {
        var parts = Arrays.copyOf(sequence.toArray(), sequence.size() + 1);
        parts[sequence.size()] = DERNull.INSTANCE;
        return new DERSequence(parts);
    }

    private static ASN1Sequence with(ASN1Sequence sequence, int index, ASN1Encodable part) {
        var parts = sequence.toArray();
        parts[index] = part;
        return new DERSequence(parts);
    }

    private static Bytes withoutAttributes() {
        var key = SubjectPublicKeyInfo.getInstance(P256.info().array());
        var signed = new DERSequence(new ASN1Encodable[] {ASN1Integer.ZERO, new DERSequence(), key});
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var signature = new DERBitString(P256.proof("").array());
        return request(encoded(new DERSequence(new ASN1Encodable[] {signed, algorithm, signature})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unreadable(String name, Bytes sent) {
        var refused = refusalOf(Grants.usual(), sent);

        assertThat(refused.refusal()).isEqualTo(Refusal.CSR_UNREADABLE);
        assertThat(refused.sentence()).isEqualTo("The certificate signing request could not be parsed");
    }

    static Stream<Arguments> insecure() {
        return Stream.of(
                arguments("RSA 1024", TestKeys.rsa(1024).csrDer("SHA256withRSA")),
                arguments("P-224", TestKeys.ec("secp224r1", "SHA256withECDSA").csrDer("SHA256withECDSA")),
                arguments("Ed448", TestKeys.unusual("Ed448").csrDer("Ed448")),
                arguments("X25519", P256.csrFor(TestKeys.unusual("X25519").publicKey(), "SHA256withECDSA")),
                arguments("DSA", TestKeys.unusual("DSA").csrDer("SHA256withDSA")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void insecure(String name, byte[] der) {
        var refused = refusal(TestKey.damaged(Bytes.of(der)));

        assertThat(refused.refusal()).isEqualTo(Refusal.KEY_INSECURE);
        assertThat(refused.sentence()).isEqualTo("The public key supplied in the request is insecure");
    }

    @ParameterizedTest
    @CsvSource({
        "EC, SHA224withECDSA",
        "EC, SHA3-256withECDSA",
        "RSA, MD5withRSA",
        "RSA, SHA224withRSA",
        "RSA, SHA1withRSAandMGF1",
        "RSA, SHA224withRSAandMGF1"
    })
    void isRefusedWhereItsAlgorithmIsNotEvenVerified(String kind, String algorithm) {
        assertThat(refusal(Bytes.of((kind.equals("EC") ? P256 : RSA).csrDer(algorithm)))
                        .refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, SHA256withRSAandMGF1, SHA256-RSAPSS",
        "RSA, SHA384withRSAandMGF1, SHA384-RSAPSS",
        "RSA, SHA512withRSAandMGF1, SHA512-RSAPSS",
        "RSA, SHA1withRSA, SHA1-RSA",
        "EC, SHA1withECDSA, ECDSA-SHA1"
    })
    void isToldApartWhereItsAlgorithmVerifiesAndIsNotWanted(String kind, String algorithm, String name) {
        // given
        var request = Bytes.of((kind.equals("EC") ? P256 : RSA).csrDer(algorithm));

        // then
        assertThat(refusal(request).sentence()).isEqualTo("unrecognized signature algorithm: " + name);
        assertThat(refusal(request).refusal()).isEqualTo(Refusal.CSR_ALGORITHM_UNKNOWN);
        assertThat(refusal(TestKey.damaged(request)).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @ParameterizedTest
    @CsvSource({
        "32, SHA-256, 1, true",
        "20, SHA-256, 1, false",
        "0, SHA-256, 1, false",
        "32, SHA-384, 1, false",
        "32, SHA-256, 2, false"
    })
    void isVerifiedWithPssOnlyInItsUsualForm(int salt, String mask, int trailer, boolean usual) {
        // given
        var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        var maskHash = mask.equals("SHA-256") ? NISTObjectIdentifiers.id_sha256 : NISTObjectIdentifiers.id_sha384;
        var parameters = new RSASSAPSSparams(
                sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, new AlgorithmIdentifier(maskHash)),
                new ASN1Integer(salt),
                new ASN1Integer(trailer));
        var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters);

        // when
        var scheme = SignatureAlgorithms.schemeOf(Bytes.of(encoded(algorithm)));

        // then
        assertThat(scheme.isPresent()).isEqualTo(usual);
    }

    /** What an RSASSA-PSS identifier can hold apart from parameters that mean something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing at all
                "0500", // NULL
                "3000", // the defaults, which are SHA-1
                "3003020101", // no tagged members
                "300ba009300706052b0e03021a", // SHA-1 alone
                "301ca11a301806092a864886f70d010108300b0609608648016503040201", // SHA-256 for the mask alone
                // SHA-256, and a mask without its hash
                "301ea00d300b0609608648016503040201a10d300b06092a864886f70d010108"
            })
    void isNotVerifiedWithPssOfAnyOtherContent(String parameters) {
        assertThat(refusal(signedWith("06092a864886f70d01010a" + parameters)).refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void costsNoStackHoweverDeepTheParametersOfItsAlgorithmAreNested() {
        // given
        var nested = new DerWriter(1 << 20);
        var marks = IntStream.range(0, 5_000)
                .map(level -> nested.begin(DerWriter.SEQUENCE))
                .toArray();
        for (var level = marks.length - 1; level >= 0; level--) {
            nested.end(marks[level]);
        }
        var parameters = HexFormat.of().formatHex(nested.toByteArray());

        // then
        assertThat(refusal(signedWith("06092a864886f70d01010a" + parameters)).refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
        assertThat(refusal(signedWith("06092a864886f70d01010b" + parameters)).refusal())
                .isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    /** A request for an RSA key with these parts of an AlgorithmIdentifier, and a signature that was made with another. */
    private static Bytes signedWith(String algorithmParts) {
        var parts = ASN1Sequence.getInstance(RSA.csrDer("SHA384withRSA"));
        var out = new DerWriter(1024);
        var request = out.begin(DerWriter.SEQUENCE);
        out.raw(encoded(parts.getObjectAt(0).toASN1Primitive()));
        out.element(DerWriter.SEQUENCE, HexFormat.of().parseHex(algorithmParts));
        out.raw(encoded(parts.getObjectAt(2).toASN1Primitive()));
        out.end(request);
        return Bytes.of(out.toByteArray());
    }

    @Test
    void isNotVerifiedWithAnAlgorithmOfAnotherKindOfKey() {
        var parts = ASN1Sequence.getInstance(P256.csrDer("SHA256withECDSA"));
        var rsaAlgorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        var changed = new DERSequence(new ASN1Encodable[] {parts.getObjectAt(0), rsaAlgorithm, parts.getObjectAt(2)});

        assertThat(refusal(Bytes.of(encoded(changed))).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    static Stream<Arguments> notPermitted() {
        return Stream.of(
                arguments(P384, "SHA256withECDSA", "*ecdsa.PublicKey, SHA-256"),
                arguments(P521, "SHA384withECDSA", "*ecdsa.PublicKey, SHA-384"),
                arguments(P256, "SHA512withECDSA", "*ecdsa.PublicKey, SHA-512"),
                arguments(RSA, "SHA384withRSA", "*rsa.PublicKey, SHA-384"),
                arguments(RSA, "SHA512withRSA", "*rsa.PublicKey, SHA-512"));
    }

    @ParameterizedTest
    @MethodSource
    void notPermitted(TestKey key, String algorithm, String named) {
        assertThat(refusal(Bytes.of(key.csrDer(algorithm))).sentence())
                .isEqualTo("signing algorithm not permitted: " + named);
    }

    @Test
    void mayUseAShortHashWithALargeCurveWhereAnOperatorPermitsIt() {
        // given
        var permitted = EnumSet.of(SigningAlgorithm.ECDSA_SHA2_256_NISTP384, SigningAlgorithm.ECDSA_SHA2_256_NISTP521);
        var grant = Grants.permitting(permitted);

        // then
        assertThat(possession.prove(grant, new KeyClaim.Csr(Bytes.utf8(P384.csr("SHA256withECDSA")))))
                .isNotNull();
        assertThat(possession.prove(grant, new KeyClaim.Csr(Bytes.utf8(P521.csr("SHA256withECDSA")))))
                .isNotNull();
    }

    @Test
    void isToldOfItsAlgorithmBeforeItsClaims() {
        var claim = Bytes.utf8(P256.csr("SHA256withECDSA"));

        assertThat(refusalOf(Grants.unmapped(Set.of()), claim).refusal()).isEqualTo(Refusal.ALGORITHM_NOT_PERMITTED);
        assertThat(refusalOf(Grants.unmapped(SigningAlgorithm.defaults()), claim)
                        .refusal())
                .isEqualTo(Refusal.IDENTITY_UNMAPPABLE);
    }

    @Test
    void mayHaveAnyVersion() {
        // given
        var hex = HexFormat.of().formatHex(P256.csrDer("SHA256withECDSA"));
        var version7 = hex.replaceFirst("02010030003059", "02010730003059");
        assertThat(version7).isNotEqualTo(hex);

        // then: it is read, and fails only because it was signed before
        assertThat(refusalOf(Grants.usual(), request(version7)).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    private static byte[] encoded(ASN1Object object) {
        try {
            return object.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes request(String hex) {
        return request(HexFormat.of().parseHex(hex));
    }

    private static Bytes request(byte[] der) {
        return Bytes.utf8(TestKey.pem("CERTIFICATE REQUEST", der));
    }

    private RefusedException refusal(Bytes der) {
        return refusalOf(Grants.usual(), request(der.array()));
    }

    private RefusedException refusalOf(Grant grant, Bytes pem) {
        return catchThrowableOfType(RefusedException.class, () -> possession.prove(grant, new KeyClaim.Csr(pem)));
    }
}
