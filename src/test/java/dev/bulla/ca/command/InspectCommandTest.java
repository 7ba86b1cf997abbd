/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Looks at certificates that the original wrote, and at some that nobody should. */
class InspectCommandTest {
    @TempDir
    private Path folder;

    @Test
    void namesEveryExtensionOfACertificateOfTheOriginal() throws IOException {
        var run = inspect(golden("email final"));

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "serial:       102030405060708090a0b0c0d0e0f1011121314",
                        "subject:      (empty)",
                        "issuer:       O=sigstore.dev,CN=test-root",
                        "valid:        2026-01-02T03:04:05Z to 2026-01-02T03:14:05Z",
                        "key usage, critical (2.5.29.15)\n    digital signature\n",
                        "extended key usage (2.5.29.37)\n    code signing\n",
                        "authority key identifier (2.5.29.35)\n    9a92d2b54a9a5402de3e65a07a5cb12a8dc675",
                        "subject alternative name, critical (2.5.29.17)\n    email ",
                        "issuer v1 (1.3.6.1.4.1.57264.1.1)\n    https://",
                        "issuer (1.3.6.1.4.1.57264.1.8)\n    https://",
                        "signed certificate timestamps (1.3.6.1.4.1.11129.2.4.2)",
                        "logged at 1970-01-01T00:00:01.337Z in log ")
                .doesNotContain("unknown extension");
    }

    @ParameterizedTest
    @CsvSource({"username final,username ", "uri final,URI https://", "email final,email "})
    void saysWhichKindOfNameItIs(String certificate, String name) throws IOException {
        assertThat(inspect(golden(certificate)).out()).contains("critical (2.5.29.17)\n    " + name);
    }

    @Test
    void showsThePoisonOfAPrecertificate() throws IOException {
        assertThat(inspect(golden("email precertificate")).out())
                .contains("precertificate poison, critical (1.3.6.1.4.1.11129.2.4.3)\n    0500\n")
                .doesNotContain("logged at");
    }

    @Test
    void tellsScriptsTheSame() throws IOException {
        var run = inspect(golden("email final"), "--json");

        var certificates = JsonMapper.shared().readTree(run.out());
        assertThat(certificates.size()).isOne();
        var certificate = certificates.path(0);
        assertThat(certificate.propertyNames())
                .containsExactly(
                        "serial",
                        "subject",
                        "issuer",
                        "notBefore",
                        "notAfter",
                        "key",
                        "signatureAlgorithm",
                        "extensions",
                        "timestamps");
        assertThat(certificate.path("notBefore").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(certificate.path("extensions").values())
                .anySatisfy(extension -> {
                    assertThat(extension.path("oid").asString()).isEqualTo("2.5.29.15");
                    assertThat(extension.path("name").asString()).isEqualTo("key usage");
                    assertThat(extension.path("critical").asBoolean()).isTrue();
                    assertThat(extension.path("value").asString()).isEqualTo("digital signature");
                })
                .allSatisfy(extension ->
                        assertThat(extension.path("name").asString()).isNotEmpty());
        assertThat(certificate.path("timestamps").path(0).path("time").asString())
                .isEqualTo("1970-01-01T00:00:01.337Z");
    }

    @Test
    void showsAChainOneAfterTheOther() throws IOException {
        var chain = pem(golden("email final")) + pem(golden("root"));

        var run = inspect(chain.getBytes(StandardCharsets.US_ASCII), "--json");

        assertThat(JsonMapper.shared().readTree(run.out()).values())
                .extracting(certificate -> certificate.path("subject").asString())
                .containsExactly("", "O=sigstore.dev,CN=test-root");
        assertThat(inspect(golden("root")).out())
                .contains("basic constraints, critical (2.5.29.19)\n    CA, path length 1\n")
                .contains("certificate signing");
    }

    @Test
    void readsStandardInput() throws IOException {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(golden("email final")));
        try {
            assertThat(CommandRun.of("certificate", "inspect", "-").out()).contains("issuer v1");
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "-----BEGIN CERTIFICATE-----\ngarbage\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
                "0"
            })
    void saysInOneSentenceThatSomethingIsNoCertificate(String content) throws IOException {
        var run = inspect(content.getBytes(StandardCharsets.US_ASCII));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("certificate", "expected PEM or DER").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        var run = inspect(new byte[1024 * 1024 + 1]);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("more than 1 MiB");
    }

    @Test
    void namesAFileThatIsNotThere() {
        var run = CommandRun.of("certificate", "inspect", "none.pem");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("there is no file none.pem");
    }

    @Test
    void showsWhatItCannotReadAsTheBytesThatItIs() throws Exception {
        var certificate = made(builder ->
                with(with(builder, "1.3.6.1.4.1.57264.1.9", 1, 2, 3), "1.3.6.1.4.1.11129.2.4.2", 0x04, 0x01, 0x07));

        assertThat(inspect(certificate).out())
                .contains("build signer uri (1.3.6.1.4.1.57264.1.9)\n    010203\n")
                .contains("signed certificate timestamps (1.3.6.1.4.1.11129.2.4.2)\n    040107\n");
    }

    @Test
    void showsAnExtensionItHasNeverHeardOf() throws Exception {
        assertThat(inspect(made(builder -> with(builder, "1.2.3.4", 0xca, 0xfe)))
                        .out())
                .contains("unknown extension (1.2.3.4)\n    cafe\n");
    }

    @Test
    void showsAnAuthorityThatIsNamedByItsCertificateAndNotByItsKey() throws Exception {
        var named = new AuthorityKeyIdentifier(new GeneralNames(new GeneralName(new X500Name("CN=a"))), BigInteger.ONE)
                .getEncoded();

        var run = inspect(made(builder -> with(builder, Extension.authorityKeyIdentifier.getId(), named)));

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("authority key identifier (2.5.29.35)\n    30");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x200e, 0x2028, 0x202a, 0x202e, 0x2066, 0x2069, 0xe0041
            })
    void letsNobodySteerATerminal(int character) throws Exception {
        var value = "a" + Character.toString(character) + "[2Jb";

        var extension = inspect(
                made(builder -> with(builder, "1.3.6.1.4.1.57264.1.2", value.getBytes(StandardCharsets.UTF_8))));
        var name = inspect(made(builder -> with(builder, Extension.subjectAlternativeName.getId(), uri(value))));
        var subject = inspect(madeFor(named(value), builder -> builder));

        assertThat(extension.out()).contains("    a\uFFFD[2Jb\n");
        assertThat(name.out()).contains("    URI a").contains("\uFFFD");
        assertThat(subject.out()).contains("\uFFFD[2Jb");
        if (character != '\n') {
            assertThat(extension.out() + name.out() + subject.out()).doesNotContain(Character.toString(character));
        }
    }

    private static X500Name named(String value) {
        return new X500NameBuilder()
                .addRDN(BCStyle.CN, new DERUTF8String(value))
                .build();
    }

    /** An IA5String that holds UTF-8 all the same, as nobody hinders a stranger to write. */
    private static byte[] uri(String value) {
        try {
            var octets = new DEROctetString(value.getBytes(StandardCharsets.UTF_8));
            return new DERSequence(new DERTaggedObject(false, GeneralName.uniformResourceIdentifier, octets))
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandRun inspect(byte[] content, String... more) throws IOException {
        var file = Files.write(folder.resolve("certificate"), content).toString();
        return more.length == 0
                ? CommandRun.of("certificate", "inspect", file)
                : CommandRun.of("certificate", "inspect", file, more[0]);
    }

    private static byte[] golden(String name) throws IOException {
        try (var stream = InspectCommandTest.class.getResourceAsStream("/golden/whole-certificates.txt")) {
            var line = new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(text -> text.startsWith(name + ": "))
                    .findFirst()
                    .orElseThrow();
            return Base64.getDecoder().decode(line.substring(name.length() + 2));
        }
    }

    private static String pem(byte[] der) {
        return TestKey.pem("CERTIFICATE", der);
    }

    private static byte[] made(UnaryOperator<X509v3CertificateBuilder> extensions) throws Exception {
        return madeFor(new X500Name("CN=strange"), extensions);
    }

    private static byte[] madeFor(X500Name name, UnaryOperator<X509v3CertificateBuilder> extensions) throws Exception {
        var keys = TestKeys.p256();
        var builder = new X509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.EPOCH),
                Date.from(Instant.EPOCH.plusSeconds(600)),
                name,
                SubjectPublicKeyInfo.getInstance(keys.publicKey().getEncoded()));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.privateKey());
        return extensions.apply(builder).build(signer).getEncoded();
    }

    private static X509v3CertificateBuilder with(X509v3CertificateBuilder builder, String oid, int... value) {
        var bytes = new byte[value.length];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return with(builder, oid, bytes);
    }

    private static X509v3CertificateBuilder with(X509v3CertificateBuilder builder, String oid, byte[] value) {
        try {
            return builder.addExtension(new ASN1ObjectIdentifier(oid), false, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
