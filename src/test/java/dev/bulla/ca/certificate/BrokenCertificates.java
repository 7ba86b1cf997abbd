/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static dev.bulla.ca.certificate.LintRule.*;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** One good certificate, and everything that can be wrong with it, by the rule that must notice. */
final class BrokenCertificates {
    static final Crypto CRYPTO = Crypto.fastest();
    static final Tail.Promise PROMISE = new Tail.Promise(SignedCertificateTimestamp.ofAnswer(
            0, new byte[32], 1337, new byte[0], HexFormat.of().parseHex("0403000411223344")));
    static final CertificateContent CONTENT = content(new SubjectName.Email("ada@example.com"));

    static final String POISON_OID = "1.3.6.1.4.1.11129.2.4.3";
    private static final String KEY_USAGE_OID = "2.5.29.15";
    private static final String PURPOSE = "2.5.29.37";
    private static final String KEY_ID = "2.5.29.14";
    private static final String CA_KEY_ID = "2.5.29.35";
    private static final String NAME = "2.5.29.17";
    private static final String CLAIMS = "1.3.6.1.4.1.57264.1.";
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";
    private static final String ISSUER_URL = "https://issuer.example.com";

    /** Where the serial number starts: behind two headers of four bytes and a version of five. */
    private static final int SERIAL_AT = 13;

    private BrokenCertificates() {}

    /** What is wrong, and who must say so. */
    record Broken(LintRule rule, String what, Mutation mutation) {
        @Override
        public String toString() {
            return rule + ": " + what;
        }
    }

    static CertificateContent content(SubjectName name) {
        var now = Instant.parse("2026-01-02T03:04:05Z");
        var key = Bytes.of(KeyKind.P256.generate(CRYPTO).getPublic().getEncoded());
        var claims = Map.of(
                dev.bulla.ca.x509.Extension.GITHUB_WORKFLOW_TRIGGER, "push",
                dev.bulla.ca.x509.Extension.BUILD_SIGNER_URI, "https://example.com/build@refs/heads/main");
        return new CertificateContent(
                TestAuthority.of(KeyKind.P256, now, CRYPTO).chain(),
                Bytes.of(HexFormat.of().parseHex("4102030405060708090a0b0c0d0e0f1011121314")),
                new Validity(now, now.plusSeconds(600)),
                key,
                Optional.of(KeyIdentifier.of(key)),
                Principal.of(name, ISSUER_URL, "user-17", claims));
    }

    static byte[] written(CertificateContent content, Tail tail) {
        var template = new Template(content);
        return template.signed(template.toBeSigned(tail), new byte[64]).array();
    }

    static Stream<Broken> all() {
        return Stream.of(shapes(), fields(), times(), lists(), criticalities(), keyExtensions(), names(), tails())
                .flatMap(List::stream);
    }

    private static List<Broken> shapes() {
        var time = new DERUTCTime("260102030405Z");
        var threeTimes = new DERSequence(new ASN1Encodable[] {time, time, time});
        var unique = new DERTaggedObject(false, 1, new DERBitString(new byte[1]));
        return List.of(
                new Broken(DER, "a byte behind the end", der -> Arrays.copyOf(der, der.length + 1)),
                new Broken(DER, "an end too early", der -> Arrays.copyOf(der, der.length - 1)),
                new Broken(DER, "nothing", der -> new byte[0]),
                new Broken(DER, "a length in its long form", BrokenCertificates::withLongLength),
                new Broken(DER, "a length without end", Mutation.at(1, 1, 0x80)),
                new Broken(DER, "a length of four bytes", Mutation.at(1, 3, 0x84, 0, 0, 0, 1)),
                new Broken(DER, "a length beyond the end", Mutation.at(SERIAL_AT + 1, 1, 0x7f)),
                new Broken(DER, "a tag of several bytes", Mutation.at(SERIAL_AT, 1, 0x1f)),
                new Broken(DER, "a serial number that is text", Mutation.at(SERIAL_AT, 1, 0x0c)),
                new Broken(DER, "unused bits in the signature", Mutation.outer(2, new DERBitString(new byte[2], 1))),
                new Broken(DER, "text for a signature", Mutation.outer(2, new DERUTF8String(""))),
                new Broken(DER, "a unique identifier", Mutation.field(7, unique)),
                new Broken(DER, "critical written as no", Mutation.extension(PURPOSE, BrokenCertificates::notCritical)),
                new Broken(
                        DER,
                        "a part too many in an extension",
                        Mutation.extension(PURPOSE, BrokenCertificates::longer)),
                new Broken(DER, "a third time", Mutation.field(4, threeTimes)),
                new Broken(DER, "something behind the extensions", Mutation.behindTheFields(DERNull.INSTANCE)),
                new Broken(DER, "critical written as one", Mutation.bytes("0101ff", "010101")));
    }

    private static List<Broken> fields() {
        var negative = new ASN1Integer(new BigInteger(CONTENT.serial().array()).negate());
        var tooLong = new ASN1Integer(BigInteger.TWO.pow(160));
        var otherKey = KeyKind.P256.generate(CRYPTO).getPublic().getEncoded();
        return List.of(
                new Broken(VERSION, "version 2", Mutation.field(0, new DERTaggedObject(true, 0, new ASN1Integer(1)))),
                new Broken(VERSION, "text", Mutation.field(0, new DERTaggedObject(true, 0, new DERUTF8String("\2")))),
                new Broken(SERIAL_NUMBER, "a short one", Mutation.field(1, new ASN1Integer(17))),
                new Broken(SERIAL_NUMBER, "a long one", Mutation.field(1, tooLong)),
                new Broken(SERIAL_NUMBER, "a negative one", Mutation.field(1, negative)),
                new Broken(SERIAL_NUMBER, "a needless zero", Mutation.at(SERIAL_AT + 2, 1, 0)),
                new Broken(SERIAL_NUMBER, "another one", Mutation.at(SERIAL_AT + 21, 1, 0x15)),
                new Broken(SIGNATURE_ALGORITHM, "another inside", Mutation.field(2, algorithm(3))),
                new Broken(SIGNATURE_ALGORITHM, "another outside", Mutation.outer(1, algorithm(3))),
                new Broken(SIGNATURE_ALGORITHM, "parameters", Mutation.outer(1, algorithm(2, DERNull.INSTANCE))),
                new Broken(ISSUER, "another name", Mutation.field(3, new X500Name("CN=somebody"))),
                new Broken(SUBJECT, "a name", Mutation.field(5, new X500Name("CN=ada"))),
                new Broken(PUBLIC_KEY, "another key", Mutation.field(6, ASN1Sequence.getInstance(otherKey))));
    }

    private static List<Broken> times() {
        var end = "260102031405Z";
        var generalized =
                new DERSequence(new ASN1Encodable[] {new DERGeneralizedTime("20260102030405Z"), new DERUTCTime(end)});
        return List.of(
                new Broken(VALIDITY, "a second longer", times("260102030405Z", "260102031406Z")),
                new Broken(VALIDITY, "a second earlier", times("260102030404Z", end)),
                new Broken(VALIDITY, "no seconds", times("2601020304Z", end)),
                new Broken(VALIDITY, "another zone", times("260102030405+0000", end)),
                new Broken(VALIDITY, "no such day", times("260132030405Z", end)),
                new Broken(VALIDITY, "no digit", Mutation.bytes("30343035", "3034303a")),
                new Broken(VALIDITY, "a century earlier", times("760102030405Z", end)),
                new Broken(VALIDITY, "GeneralizedTime before 2050", Mutation.field(4, generalized)),
                new Broken(VALIDITY, "no time", Mutation.bytes("170d3236", "0c0d3236")));
    }

    private static List<Broken> lists() {
        var foreign = new Extension(Extension.basicConstraints, false, Mutation.encoded(new BasicConstraints(false)));
        var poison = new Extension(new ASN1ObjectIdentifier(POISON_OID), true, Mutation.encoded(DERNull.INSTANCE));
        return List.of(
                new Broken(EXTENSIONS, "no purpose", Mutation.without(PURPOSE)),
                new Broken(EXTENSIONS, "no name", Mutation.without(NAME)),
                new Broken(EXTENSIONS, "no name of the CA's key", Mutation.without(CA_KEY_ID)),
                new Broken(EXTENSIONS, "a claim missing", Mutation.without(CLAIMS + 9)),
                new Broken(EXTENSIONS, "no timestamps", Mutation.without(TIMESTAMPS)),
                new Broken(EXTENSIONS, "two claims swapped", Mutation.extensions(all -> {
                    Collections.swap(all, 7, 8);
                    return all;
                })),
                new Broken(EXTENSIONS, "one twice", inserted(1, 1)),
                new Broken(EXTENSIONS, "timestamps twice", inserted(11, 10)),
                new Broken(EXTENSIONS, "a foreign one", inserted(3, foreign)),
                new Broken(EXTENSIONS, "one behind the last", inserted(11, foreign)),
                new Broken(EXTENSIONS, "poison", inserted(11, poison)));
    }

    private static List<Broken> criticalities() {
        return Stream.of(
                        KEY_USAGE_OID,
                        PURPOSE,
                        KEY_ID,
                        CA_KEY_ID,
                        NAME,
                        CLAIMS + 1,
                        CLAIMS + 8,
                        CLAIMS + 24,
                        TIMESTAMPS)
                .map(oid -> new Broken(CRITICALITY, "the opposite for " + oid, Mutation.criticality(oid)))
                .toList();
    }

    private static List<Broken> keyExtensions() {
        var twoUses = new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign);
        var server = KeyPurposeId.id_kp_serverAuth;
        var twoPurposes = new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_codeSigning, server});
        var caKey = CONTENT.chain().keyIdentifier().orElseThrow().array();
        var caName = new GeneralNames(new GeneralName(new X500Name("CN=ca")));
        return List.of(
                new Broken(KEY_USAGE, "a second use", Mutation.value(KEY_USAGE_OID, twoUses)),
                new Broken(
                        KEY_USAGE, "unused bits set", Mutation.value(KEY_USAGE_OID, new byte[] {3, 2, 7, (byte) 0x81})),
                new Broken(EXTENDED_KEY_USAGE, "another", Mutation.value(PURPOSE, new ExtendedKeyUsage(server))),
                new Broken(EXTENDED_KEY_USAGE, "a second one", Mutation.value(PURPOSE, twoPurposes)),
                new Broken(
                        SUBJECT_KEY_IDENTIFIER, "another's", Mutation.value(KEY_ID, new DEROctetString(new byte[20]))),
                new Broken(SUBJECT_KEY_IDENTIFIER, "not wrapped", Mutation.value(KEY_ID, new byte[20])),
                new Broken(
                        AUTHORITY_KEY_IDENTIFIER,
                        "another's",
                        Mutation.value(CA_KEY_ID, new AuthorityKeyIdentifier(new byte[8]))),
                new Broken(
                        AUTHORITY_KEY_IDENTIFIER,
                        "a serial number beside it",
                        Mutation.value(CA_KEY_ID, new AuthorityKeyIdentifier(caKey, caName, BigInteger.ONE))));
    }

    private static List<Broken> names() {
        var ada = new GeneralName(GeneralName.rfc822Name, "ada@example.com");
        var eve = new GeneralName(GeneralName.rfc822Name, "eve@example.com");
        var host = new GeneralName(GeneralName.dNSName, "ada@example.com");
        return List.of(
                new Broken(SUBJECT_ALTERNATIVE_NAME, "another", Mutation.value(NAME, new GeneralNames(eve))),
                new Broken(SUBJECT_ALTERNATIVE_NAME, "another kind", Mutation.value(NAME, new GeneralNames(host))),
                new Broken(SUBJECT_ALTERNATIVE_NAME, "none", Mutation.value(NAME, new DERSequence())),
                new Broken(
                        SUBJECT_ALTERNATIVE_NAME,
                        "a second one",
                        Mutation.value(NAME, new GeneralNames(new GeneralName[] {ada, eve}))),
                new Broken(SUBJECT_ALTERNATIVE_NAME, "more", Mutation.value(NAME, new byte[] {0x30, 0, (byte) 0x81})),
                new Broken(CLAIM, "another issuer", Mutation.value(CLAIMS + 1, utf8("https://evil.example.com"))),
                new Broken(CLAIM, "DER in an old one", Mutation.value(CLAIMS + 1, new DERUTF8String(ISSUER_URL))),
                new Broken(CLAIM, "bare text in a new one", Mutation.value(CLAIMS + 8, utf8(ISSUER_URL))),
                new Broken(CLAIM, "another kind of text", Mutation.value(CLAIMS + 8, new DERIA5String(ISSUER_URL))),
                new Broken(CLAIM, "another subject", Mutation.value(CLAIMS + 24, new DERUTF8String("user-18"))),
                new Broken(CLAIM, "a subject cut short", Mutation.value(CLAIMS + 24, new DERUTF8String("user-1"))));
    }

    private static List<Broken> tails() {
        var one = framed(PROMISE.timestamp().encoded());
        var other = one.clone();
        other[40]++;
        var two = ByteBuffer.allocate(2 * one.length).put(one).put(one).array();
        return List.of(
                new Broken(TIMESTAMP_LIST, "nothing", Mutation.value(TIMESTAMPS, new byte[0])),
                new Broken(
                        TIMESTAMP_LIST, "an empty list", Mutation.value(TIMESTAMPS, new DEROctetString(new byte[2]))),
                new Broken(TIMESTAMP_LIST, "two", Mutation.value(TIMESTAMPS, new DEROctetString(framed(two)))),
                new Broken(TIMESTAMP_LIST, "another", Mutation.value(TIMESTAMPS, new DEROctetString(framed(other)))),
                new Broken(TIMESTAMP_LIST, "one and no list", Mutation.value(TIMESTAMPS, new DEROctetString(one))),
                new Broken(TIMESTAMP_LIST, "not wrapped twice", Mutation.value(TIMESTAMPS, framed(one))));
    }

    /** The length of the serial number takes two bytes, and both lengths around it one more. */
    private static byte[] withLongLength(byte[] der) {
        var changed = Mutation.at(SERIAL_AT + 1, 1, 0x81, 20).apply(der);
        changed[3]++;
        changed[7]++;
        return changed;
    }

    private static ASN1Encodable notCritical(Extension old) {
        return new DERSequence(new ASN1Encodable[] {old.getExtnId(), ASN1Boolean.FALSE, old.getExtnValue()});
    }

    private static ASN1Encodable longer(Extension old) {
        return new DERSequence(new ASN1Encodable[] {old.getExtnId(), old.getExtnValue(), DERNull.INSTANCE});
    }

    private static Mutation inserted(int at, ASN1Encodable extension) {
        return Mutation.extensions(all -> {
            all.add(at, extension);
            return all;
        });
    }

    private static Mutation inserted(int at, int copied) {
        return Mutation.extensions(all -> {
            all.add(at, all.get(copied));
            return all;
        });
    }

    private static Mutation times(String from, String to) {
        return Mutation.field(4, new DERSequence(new ASN1Encodable[] {new DERUTCTime(from), new DERUTCTime(to)}));
    }

    /** ECDSA with the hash of this number, 2 for SHA-256. */
    private static AlgorithmIdentifier algorithm(int hash) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3." + hash));
    }

    private static AlgorithmIdentifier algorithm(int hash, ASN1Encodable parameters) {
        return new AlgorithmIdentifier(algorithm(hash).getAlgorithm(), parameters);
    }

    private static byte[] framed(byte[] content) {
        return ByteBuffer.allocate(2 + content.length)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
