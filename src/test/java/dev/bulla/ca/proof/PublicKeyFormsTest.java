/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which public keys can be read, which are read and found worthless, and which are neither. */
class PublicKeyFormsTest {
    private static final TestKey P256 = TestKeys.p256();
    private static final TestKey RSA = TestKeys.rsa(2048);
    private static final TestKey EDWARDS = TestKeys.ed25519();
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private final ProofOfPossession possession = new ProofOfPossession(Crypto.fastest(), false);

    @Test
    void readsDerThatIsNotInPem() {
        assertThat(prove(P256.info(), P256).publicKeyInfo()).isEqualTo(P256.info());
    }

    @Test
    void readsTheOlderFormOfRsaKeysAndCertifiesTheNewer() {
        var pem = TestKey.pem("RSA PUBLIC KEY", pkcs1(RSA));

        assertThat(prove(Bytes.utf8(pem), RSA).publicKeyInfo()).isEqualTo(RSA.info());
    }

    private ProvenKey prove(Bytes text, TestKey key) {
        return possession.prove(Grants.usual(), new KeyClaim.SignedChallenge(text, key.proof(Grants.ADDRESS)));
    }

    static Stream<Arguments> unreadable() {
        var body = P256.info().array();
        var rsa = RSA.info().hex();
        var point = HexFormat.of().formatHex(body).substring(54);
        return Stream.of(
                arguments("nothing", ""),
                arguments("no key", "invalid"),
                arguments(
                        "base64 of DER", P256.pem().lines().skip(1).findFirst().orElseThrow()),
                arguments("a certificate", TestKey.pem("CERTIFICATE", body)),
                arguments(
                        "a private key",
                        TestKey.pem("PRIVATE KEY", P256.privateKey().getEncoded())),
                arguments("an OpenSSH key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== alice"),
                arguments("a lower-case label", P256.pem().replace("PUBLIC KEY", "public key")),
                arguments("a block of another type first", TestKey.pem("X", body) + P256.pem()),
                arguments("a block of undecodable DER first", TestKey.pem("PUBLIC KEY", new byte[3]) + P256.pem()),
                arguments("an empty block", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"),
                arguments("PKCS#1 with an exponent of 32 bits", pkcs1(BigInteger.ONE.shiftLeft(31))),
                arguments("PKCS#1 with a third number", pkcs1(F4, BigInteger.ONE)),
                arguments("PKCS#1 in the wrong block", TestKey.pem("PUBLIC KEY", pkcs1(RSA))),
                arguments(
                        "the wrong block around PKCS#1",
                        TestKey.pem("RSA PUBLIC KEY", RSA.info().array())),
                arguments("an EC key as PKCS#1", TestKey.pem("RSA PUBLIC KEY", body)),
                arguments("trailing bytes", TestKey.pem("PUBLIC KEY", Arrays.copyOf(body, body.length + 1))),
                arguments(
                        "trailing bytes after PKCS#1",
                        TestKey.pem("RSA PUBLIC KEY", Arrays.copyOf(pkcs1(RSA), pkcs1(RSA).length + 1))),
                arguments("a byte less", TestKey.pem("PUBLIC KEY", Arrays.copyOf(body, body.length - 1))),
                arguments(
                        "a compressed point",
                        der("3039301306072a8648ce3d020106082a8648ce3d030107032200" + "02" + point.substring(0, 64))),
                arguments("a hybrid point", der(P256.info().hex().replace("034200" + "04", "034200" + "06"))),
                arguments("the point at infinity", der("3019301306072a8648ce3d020106082a8648ce3d03010703020000")),
                arguments("a point beside the curve", pem(TestKey.damaged(P256.info()))),
                arguments(
                        "a coordinate as large as the field",
                        der("3059301306072a8648ce3d020106082a8648ce3d030107034200"
                                + "04ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
                                + point.substring(64))),
                arguments("no curve", der("304f300906072a8648ce3d0201034200" + "04" + point)),
                arguments(
                        "a point of a smaller curve",
                        der("3056301006072a8648ce3d020106052b81040022034200" + "04" + point)),
                arguments("unused bits", der(P256.info().hex().replace("034200" + "04", "034201" + "04"))),
                arguments(
                        "a long form of length",
                        der("308159" + P256.info().hex().substring(4))),
                arguments("an open length", der("3080" + P256.info().hex().substring(4) + "0000")),
                arguments(
                        "secp256k1", TestKeys.ec("secp256k1", "SHA256withECDSA").pem()),
                arguments(
                        "brainpoolP256r1",
                        TestKeys.ec("brainpoolP256r1", "SHA256withECDSA").pem()),
                arguments("Ed448", TestKeys.unusual("Ed448").pem()),
                arguments("X448", TestKeys.unusual("X448").pem()),
                arguments("RSA without NULL", der("30820120300b06092a864886f70d010101" + rsa.substring(38))),
                arguments("the RSASSA-PSS key", der(rsa.replace("06092a864886f70d010101", "06092a864886f70d01010a"))),
                arguments("a negative modulus", rsa(modulus().negate(), F4)),
                arguments("no modulus", rsa(BigInteger.ZERO, F4)),
                arguments("no exponent", rsa(modulus(), BigInteger.ZERO)),
                arguments("a negative exponent", rsa(modulus(), F4.negate())),
                arguments("an exponent of 64 bits", rsa(modulus(), BigInteger.ONE.shiftLeft(63))),
                arguments(
                        "Ed25519 with NULL",
                        der("302c300706032b65700500" + EDWARDS.info().hex().substring(18))),
                arguments("Ed25519 a byte short", der("3029300506032b6570032000" + "11".repeat(31))),
                arguments("X25519 with NULL", der("302c300706032b656e0500032100" + "11".repeat(32))),
                arguments("DSA without parameters", der("3012300906072a8648ce380401" + "0305" + "00" + "02020111")));
    }

    private static BigInteger modulus() {
        return ((java.security.interfaces.RSAPublicKey) RSA.publicKey()).getModulus();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unreadable(String name, String text) {
        var refused = refusal(text);

        assertThat(refused.refusal()).isEqualTo(Refusal.KEY_UNREADABLE);
        assertThat(refused.sentence()).isEqualTo("The public key supplied in the request could not be parsed");
    }

    private static String pkcs1(BigInteger... behindTheModulus) {
        var numbers = Stream.concat(Stream.of(modulus()), Arrays.stream(behindTheModulus))
                .map(ASN1Integer::new)
                .toArray(ASN1Encodable[]::new);
        try {
            return TestKey.pem("RSA PUBLIC KEY", new DERSequence(numbers).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> insecure() {
        return Stream.of(
                arguments("PKCS#1 with an exponent of 31 bits", pkcs1(BigInteger.ONE.shiftLeft(30))),
                arguments("RSA 1024", TestKeys.rsa(1024).pem()),
                arguments("RSA 2047", rsa(BigInteger.ONE.shiftLeft(2046).setBit(0), F4)),
                arguments("RSA 2056", rsa(BigInteger.ONE.shiftLeft(2055).setBit(0), F4)),
                arguments("RSA 512", rsa(BigInteger.ONE.shiftLeft(511).setBit(0), F4)),
                arguments("RSA 16392", rsa(BigInteger.ONE.shiftLeft(16391).setBit(0), F4)),
                arguments("RSA with exponent 3", rsa(modulus(), BigInteger.valueOf(3))),
                arguments("RSA with an exponent of 63 bits", rsa(modulus(), BigInteger.ONE.shiftLeft(62))),
                arguments("RSA with an even modulus", rsa(modulus().clearBit(0), F4)),
                arguments("P-224", TestKeys.ec("secp224r1", "SHA256withECDSA").pem()),
                arguments("X25519", TestKeys.unusual("X25519").pem()),
                arguments("DSA", TestKeys.unusual("DSA").pem()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void insecure(String name, String text) {
        var refused = refusal(text);

        assertThat(refused.refusal()).isEqualTo(Refusal.KEY_INSECURE);
        assertThat(refused.sentence()).isEqualTo("The public key supplied in the request is insecure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "02", "7f", "ec", "ff"})
    void takesAny32BytesForAnEd25519KeyUntilTheSignatureIsLookedAt(String octet) {
        var text = der("302a300506032b6570032100" + octet.repeat(32));

        assertThat(refusal(text).refusal()).isEqualTo(Refusal.POSSESSION_UNPROVEN);
    }

    @Test
    void takesTheWholeTextAroundAKey() {
        var text = "Bag Attributes\n    friendlyName: alice\n\n" + P256.pem() + TestKey.pem("X", new byte[3]);

        assertThat(prove(Bytes.utf8(text), P256).publicKeyInfo()).isEqualTo(P256.info());
    }

    @Test
    void doesNotRepeatTheKeyInWhatItSays() {
        var refused = refusal(P256.pem().toLowerCase(Locale.ROOT));

        assertThat(refused.getMessage()).isEqualTo("element 30 is missing");
    }

    private RefusedException refusal(String text) {
        var claim = new KeyClaim.SignedChallenge(Bytes.utf8(text), P256.proof(Grants.ADDRESS));
        return catchThrowableOfType(RefusedException.class, () -> possession.prove(Grants.usual(), claim));
    }

    private static String der(String hex) {
        return pem(Bytes.of(HexFormat.of().parseHex(hex)));
    }

    private static String rsa(BigInteger modulus, BigInteger exponent) {
        return pem(Bytes.of(TestKeys.rsaInfo(modulus, exponent)));
    }

    private static String pem(Bytes info) {
        return TestKey.pem("PUBLIC KEY", info.array());
    }

    private static byte[] pkcs1(TestKey key) {
        return SubjectPublicKeyInfo.getInstance(key.info().array())
                .getPublicKeyData()
                .getOctets();
    }
}
