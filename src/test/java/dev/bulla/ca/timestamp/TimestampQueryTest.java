/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampQueryTest {
    private static final byte[] DIGEST = new byte[32];
    private static final String BASE64 = Base64.getEncoder().encodeToString(DIGEST);
    private static final String JSON = "{\"artifactHash\":\"" + BASE64 + "\",\"hashAlgorithm\":\"sha256\"";
    private static final ASN1Integer VERSION = new ASN1Integer(1);
    private static final MessageImprint IMPRINT =
            new MessageImprint(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), DIGEST);

    /** What {@code openssl ts -query -digest 00..1f -sha256 -no_nonce -cert} of OpenSSL 3.0 writes. */
    static final String OF_OPENSSL = "3039020101" + "3031300d06096086480165030402010500" + "0420"
            + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" + "0101ff";

    @Test
    void readsWhatOpenSslWrites() {
        var query = der(HexFormat.of().parseHex(OF_OPENSSL));

        assertThat(query.imprint().getHashedMessage()).startsWith(0, 1, 2).hasSize(32);
        assertThat(query.imprint().getHashAlgorithm().getParameters()).isEqualTo(DERNull.INSTANCE);
        assertThat(query.certificates()).isTrue();
        assertThat(query.nonce()).isEmpty();
        assertThat(query.policy()).isEmpty();
    }

    @Test
    void readsWhatSigstoreJsSends() {
        var query = json(JSON + "}");

        assertThat(query.imprint()).isEqualTo(IMPRINT);
        assertThat(query).isEqualTo(new TimestampQuery(query.imprint(), Optional.empty(), Optional.empty(), false));
    }

    @Test
    void readsEveryFieldInEitherForm() throws IOException {
        var nonce = new BigInteger("12345678901234567890123");
        var generator = new TimeStampRequestGenerator();
        generator.setReqPolicy(new ASN1ObjectIdentifier("1.2.3"));
        generator.setCertReq(true);

        var der = der(generator.generate(TSPAlgorithms.SHA256, DIGEST, nonce).getEncoded());
        var json = json(JSON + ",\"certificates\":true,\"nonce\":" + nonce + ",\"tsaPolicyOID\":\"1.2.3\"}");

        assertThat(List.of(der, json)).allSatisfy(query -> {
            assertThat(query.nonce()).hasValue(nonce);
            assertThat(query.policy()).hasValue("1.2.3");
            assertThat(query.certificates()).isTrue();
            assertThat(query.imprint().getHashedMessage()).isEqualTo(DIGEST);
        });
    }

    @Test
    void takesAWordThatSaysNoAsIfItWereLeftOut() {
        assertThat(der(sequence(VERSION, IMPRINT, ASN1Boolean.FALSE)).certificates())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sha256,32", "SHA256,32", "sha384,48", "sha512,64"})
    void takesThreeHashes(String name, int length) {
        assertThat(json(jsonOf(name, length)).imprint().getHashedMessageLength())
                .isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({"sha1,20", "md5,16", "sha224,28", "SHA-256,32", "sha3-256,32", "'',32"})
    void takesNoOther(String name, int length) {
        var refused = refusal(() -> json(jsonOf(name, length)));

        assertThat(refused.kind()).isEqualTo(RefusedQueryException.Kind.UNSUPPORTED);
        assertThat(refused.sentence()).contains("use SHA-256, SHA-384 or SHA-512");
    }

    @Test
    void takesNoSha1InDerEither() {
        var imprint = new MessageImprint(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1), new byte[20]);

        var refused = refusal(() -> der(sequence(VERSION, imprint)));

        assertThat(refused.kind()).isEqualTo(RefusedQueryException.Kind.UNSUPPORTED);
        assertThat(refused.sentence()).contains("1.3.14.3.2.26 is not taken");
    }

    @ParameterizedTest
    @CsvSource({"sha256,31", "sha256,33", "sha256,0", "sha384,32", "sha512,48"})
    void refusesADigestOfAnotherLength(String name, int length) {
        var refused = refusal(() -> json(jsonOf(name, length)));

        assertThat(refused.kind()).isEqualTo(RefusedQueryException.Kind.MALFORMED);
        assertThat(refused.sentence()).contains("the digest has " + length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 33})
    void refusesADigestOfAnotherLengthInDerToo(int length) {
        var imprint = new MessageImprint(IMPRINT.getHashAlgorithm(), new byte[length]);

        assertThat(refusal(() -> der(sequence(VERSION, imprint))).sentence()).contains("the digest has " + length);
    }

    static Stream<Arguments> unsupportedDer() {
        var extension =
                new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier("1.2.3"), new DEROctetString(DIGEST)});
        return Stream.of(
                Arguments.of("version 2", sequence(new ASN1Integer(2), IMPRINT)),
                Arguments.of("version 0", sequence(new ASN1Integer(0), IMPRINT)),
                Arguments.of(
                        "an extension",
                        sequence(VERSION, IMPRINT, new DERTaggedObject(false, 0, new DERSequence(extension)))),
                Arguments.of(
                        "a list of no extensions",
                        sequence(VERSION, IMPRINT, new DERTaggedObject(false, 0, new DERSequence()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupportedDer")
    void refusesWhatNobodyHereKnows(String name, byte[] der) {
        assertThat(refusal(() -> der(der)).kind()).isEqualTo(RefusedQueryException.Kind.UNSUPPORTED);
    }

    static Stream<Arguments> malformedDer() {
        var good = sequence(VERSION, IMPRINT);
        var parameters = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, new ASN1Integer(1));
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("cut", Arrays.copyOf(good, good.length - 1)),
                Arguments.of("a byte behind it", Arrays.copyOf(good, good.length + 1)),
                Arguments.of("text", "hello".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("no imprint", sequence(VERSION)),
                Arguments.of("an empty sequence", sequence()),
                Arguments.of("a number", new byte[] {2, 1, 1}),
                Arguments.of(
                        "fields in another order",
                        sequence(VERSION, IMPRINT, VERSION, new ASN1ObjectIdentifier("1.2.3"))),
                Arguments.of("two nonces", sequence(VERSION, IMPRINT, VERSION, VERSION)),
                Arguments.of(
                        "another tag", sequence(VERSION, IMPRINT, new DERTaggedObject(false, 1, new DERSequence()))),
                Arguments.of("a policy that is text", sequence(VERSION, IMPRINT, new DEROctetString(DIGEST))),
                Arguments.of("a hash with parameters", sequence(VERSION, new MessageImprint(parameters, DIGEST))),
                Arguments.of("an imprint with more in it", sequence(VERSION, new DERSequence(new ASN1Encodable[] {
                    IMPRINT.getHashAlgorithm(), new DEROctetString(DIGEST), VERSION
                }))),
                Arguments.of("sequences without end", HexFormat.of().parseHex("3080".repeat(500))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedDer")
    void refusesWhatIsNoQuery(String name, byte[] der) {
        assertThat(refusal(() -> der(der)).kind()).isEqualTo(RefusedQueryException.Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"artifactHash\":\"AA==\"}",
                "{\"hashAlgorithm\":\"sha256\"}",
                "{\"artifactHash\":3,\"hashAlgorithm\":\"sha256\"}",
                "{\"artifactHash\":\"_-_-\",\"hashAlgorithm\":\"sha256\"}",
                "{\"artifactHash\":null,\"hashAlgorithm\":\"sha256\"}"
            })
    void refusesJsonThatIsNoQuery(String json) {
        assertThat(refusal(() -> json(json)).kind()).isEqualTo(RefusedQueryException.Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",\"certificates\":\"true\"}|certificates is neither true nor false",
                ",\"nonce\":1.5}|nonce is no whole number",
                ",\"nonce\":\"1\"}|nonce is no whole number",
                ",\"tsaPolicyOID\":1}|tsaPolicyOID is no text",
                ",\"hashAlgorithm\":\"sha512\"}|hashAlgorithm is there twice",
                "}{}|something follows"
            })
    void saysWhichFieldIsWrong(String rest, String told) {
        assertThat(refusal(() -> json(JSON + rest)).sentence()).contains(told);
    }

    @Test
    void passesOverNamesThatItDoesNotKnow() {
        assertThat(json(JSON + ",\"new\":{\"nonce\":[{}]}}").nonce()).isEmpty();
    }

    @Test
    void countsOnlyTheBytesThatAreThere() {
        var body = (JSON + "}" + "garbage").getBytes(StandardCharsets.US_ASCII);

        assertThat(TimestampQuery.ofJson(body, JSON.length() + 1).imprint()).isEqualTo(IMPRINT);
    }

    private static RefusedQueryException refusal(ThrowingCallable reading) {
        return catchThrowableOfType(RefusedQueryException.class, reading);
    }

    private static String jsonOf(String hash, int length) {
        return "{\"artifactHash\":\"%s\",\"hashAlgorithm\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(new byte[length]), hash);
    }

    private static TimestampQuery json(String text) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        return TimestampQuery.ofJson(body, body.length);
    }

    private static TimestampQuery der(byte[] body) {
        return TimestampQuery.ofDer(body, body.length);
    }

    private static byte[] sequence(ASN1Encodable... fields) {
        var vector = new ASN1EncodableVector();
        for (var field : fields) {
            vector.add(field);
        }
        try {
            return new DERSequence(vector).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
