/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.SubjectName;
import dev.bulla.ctlog.IssuerKeyHash;
import dev.bulla.ctlog.LoggedEntry;
import dev.bulla.ctlog.SignedCertificateTimestamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates as the original writes them, to the byte. Ed25519 signs the same thing the same way, always. */
class GoldenCertificatesTest {
    private static final Map<String, byte[]> GOLDEN = golden();
    private static final String ED25519_PRIVATE_KEY = "302e020100300506032b657004220420";
    private static final String ED25519_PUBLIC_KEY = "302a300506032b6570032100";
    private static final String SCT_LIST_EXTENSION =
            "0479007700750028761a189027fbef3cd0d61a018d76b0505729c7a7411bccbdf604f45d426153000000000000053900000403004630"
                    + "44022008736d49e596dd2991f0e702f108ff8c84112c579fa77ef1b26a4388bfa14ebc02205983196fa3f0ffffee88d33b41"
                    + "383639fd4eaa62b519b786b8497d54937cbfc7";

    static Stream<Arguments> certificates() {
        return Stream.of(Crypto.corretto(), Crypto.bouncyCastle())
                .flatMap(crypto -> Stream.of("email", "username", "uri").map(name -> Arguments.of(name, crypto)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void writesThePrecertificateOfTheOriginal(String name, Crypto crypto) throws GeneralSecurityException {
        assertThat(written(name, Tail.Poison.POISON, crypto)).isEqualTo(GOLDEN.get(name + " precertificate"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void writesTheCertificateOfTheOriginal(String name, Crypto crypto) throws GeneralSecurityException {
        assertThat(written(name, promise(), crypto)).isEqualTo(GOLDEN.get(name + " final"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void acceptsTheCertificatesOfTheOriginal(String name, Crypto crypto) throws GeneralSecurityException {
        // given
        var content = content(name, crypto);

        // when
        var precertificate = Lint.check(GOLDEN.get(name + " precertificate"), content, Tail.Poison.POISON);
        var certificate = Lint.check(GOLDEN.get(name + " final"), content, promise());

        // then
        Correspondence.check(precertificate, certificate, promise());
        assertThat(content.chain()
                        .verifies(
                                certificate.toBeSigned().encoded(),
                                certificate.signature().toBytes()))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void aVerifierFindsInTheCertificateWhatTheLogSaw(String name, Crypto crypto) throws GeneralSecurityException {
        // given
        var issuer = IssuerKeyHash.ofIssuer(root().getEncoded());

        // when
        var logged = LoggedEntry.ofPrecertificate(written(name, Tail.Poison.POISON, crypto), issuer);

        // then
        assertThat(logged).isEqualTo(LoggedEntry.ofFinalCertificate(written(name, promise(), crypto), issuer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificates")
    void putsThePublishedTimestampListLast(String name, Crypto crypto) throws GeneralSecurityException {
        // when
        var extensions =
                CertificateFields.parse(written(name, promise(), crypto)).extensions();

        // then
        assertThat(extensions.getLast().value().toBytes()).asHexString().isEqualToIgnoringCase(SCT_LIST_EXTENSION);
    }

    private static byte[] written(String name, Tail tail, Crypto crypto) throws GeneralSecurityException {
        var template = new Template(content(name, crypto));
        var toBeSigned = template.toBeSigned(tail);
        var signature = crypto.signature("Ed25519");
        signature.initSign(caKey(crypto));
        signature.update(toBeSigned);
        return template.signed(toBeSigned, signature.sign()).array();
    }

    private static CertificateContent content(String name, Crypto crypto) throws GeneralSecurityException {
        var from = Instant.parse("2026-01-02T03:04:05Z");
        return new CertificateContent(
                new IssuingChain(List.of(root()), crypto),
                Bytes.of(HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f1011121314")),
                new Validity(from, from.plusSeconds(600)),
                holderKey(),
                Optional.empty(),
                principal(name));
    }

    private static Principal principal(String name) {
        return switch (name) {
            case "email" ->
                Principal.of(new SubjectName.Email("alice@example.com"), "https://iss.example.com", "doesntmatter");
            case "username" ->
                Principal.of(new SubjectName.Username("alice!example.com"), "https://accounts.example.com", "alice");
            default ->
                Principal.of(
                        new SubjectName.Uri("https://example.com/users/1"),
                        "https://accounts.example.com",
                        "https://example.com/users/1");
        };
    }

    private static Tail promise() {
        return new Tail.Promise(SignedCertificateTimestamp.ofAnswer(
                0,
                Base64.getDecoder().decode("KHYaGJAn++880NYaAY12sFBXKcenQRvMvfYE9F1CYVM="),
                1337,
                new byte[0],
                Base64.getDecoder()
                        .decode("BAMARjBEAiAIc21J5ZbdKZHw5wLxCP+MhBEsV5+nfvGyakOIv6FOvAIgWYMZb6Pw///uiNM7QTg2Of1OqmK1"
                                + "GbeGuEl9VJN8v8c=")));
    }

    private static X509Certificate root() throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(GOLDEN.get("root")));
    }

    private static PrivateKey caKey(Crypto crypto) throws GeneralSecurityException {
        var encoded = HexFormat.of().parseHex(ED25519_PRIVATE_KEY + "41".repeat(32));
        return crypto.keyFactory("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static Bytes holderKey() {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) 0x42);
        var key = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
        return Bytes.of(
                HexFormat.of().parseHex(ED25519_PUBLIC_KEY + HexFormat.of().formatHex(key)));
    }

    private static Map<String, byte[]> golden() {
        try (var file = GoldenCertificatesTest.class.getResourceAsStream("/golden/whole-certificates.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(": "))
                    .collect(Collectors.toMap(
                            line -> line[0], line -> Base64.getDecoder().decode(line[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
