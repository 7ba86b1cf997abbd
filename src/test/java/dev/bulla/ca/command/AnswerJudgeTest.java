/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.SigningRequests.Expected;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.signing.ThrowawayKey;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import dev.bulla.ca.testing.TestLog;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.LogKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** An honest answer of a whole server, before judges that expect something else. */
class AnswerJudgeTest {
    private static final TestKey KEY = TestKeys.p256();
    private static final String ADDRESS = "ada@example.com";
    private static final Crypto CRYPTO = Crypto.fastest();

    @TempDir
    private static Path folder;

    private static TestIssuer issuer;
    private static TestServer server;
    private static Bytes answer;
    private static List<X509Certificate> roots;
    private static List<LogKey> logs;

    @BeforeAll
    static void takeACertificate() throws Exception {
        issuer = TestIssuer.started();
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        server = TestServer.start(folder, trust, InstantSource.system(), Map.of());
        var published = PublishedTrust.of(URI.create(server.http("/").toString()));
        roots = published.roots();
        logs = published.logs();
        answer = answer();
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void anHonestAnswerHasNoFault() {
        assertThat(logs).hasSize(1);
        assertThat(fault(roots, logs, expected(KEY, issuer.url(), ADDRESS))).isEmpty();
    }

    @Test
    void aCertificateForAnotherKeyIsAFault() {
        assertThat(fault(roots, logs, expected(TestKeys.p384(), issuer.url(), ADDRESS)))
                .hasValue("the certificate is for another key");
    }

    @Test
    void aCertificateForSomebodyElseIsAFault() {
        assertThat(fault(roots, logs, expected(KEY, issuer.url(), "eve@example.com")))
                .hasValue("the certificate is for somebody else");
    }

    @Test
    void anotherIssuerOfTokensIsAFault() {
        assertThat(fault(roots, logs, expected(KEY, "https://issuer.example", ADDRESS)))
                .hasValue("the certificate names another issuer of tokens");
    }

    @Test
    void aChainToAnotherRootIsAFaultEvenIfThatHasTheSameName() {
        var stranger = TestAuthority.of(KeyKind.P256, Instant.now(), CRYPTO)
                .chain()
                .certificates()
                .getLast();
        var namesake = ThrowawayKey.make(CRYPTO, InstantSource.system(), new SecureRandom())
                .chain()
                .certificates()
                .getLast();
        var expected = expected(KEY, issuer.url(), ADDRESS);

        assertThat(fault(List.of(stranger), logs, expected)).hasValue("the chain does not lead to the root");
        assertThat(fault(List.of(namesake), logs, expected))
                .get()
                .asString()
                .startsWith("the chain does not lead to the root");
    }

    @Test
    void thePromiseOfAnotherLogIsAFault() {
        var other = new TestLog(InstantSource.system(), CRYPTO).key();

        assertThat(fault(roots, List.of(other), expected(KEY, issuer.url(), ADDRESS)))
                .get()
                .asString()
                .contains("is of log");
    }

    @Test
    void aCertificateThatIsOverWhenItComesIsAFault() {
        var judge = new AnswerJudge(roots, logs);

        assertThat(judge.faultOf(
                        expected(KEY, issuer.url(), ADDRESS),
                        answer,
                        Instant.now().plus(Duration.ofHours(1))))
                .isPresent();
    }

    @Test
    void anAnswerThatWasChangedIsAFault() {
        var text = answer.text();
        var at = text.indexOf("\\n", text.indexOf("BEGIN CERTIFICATE")) + 300;
        var changed = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
        var judge = new AnswerJudge(roots, logs);
        var expected = expected(KEY, issuer.url(), ADDRESS);

        assertThat(judge.faultOf(expected, Bytes.utf8(changed), Instant.now())).isPresent();
        assertThat(judge.faultOf(expected, Bytes.utf8("{}"), Instant.now())).isPresent();
        assertThat(judge.faultOf(expected, Bytes.utf8("<html>"), Instant.now())).hasValue("the answer is not JSON");
    }

    private static Optional<String> fault(List<X509Certificate> roots, List<LogKey> logs, Expected expected) {
        return new AnswerJudge(roots, logs).faultOf(expected, answer, Instant.now());
    }

    private static Expected expected(TestKey key, String issuer, String name) {
        return new Expected(key.info(), new Identities.Claimed(issuer, name, Optional.of(name)));
    }

    private static Bytes answer() {
        var proof = Base64.getEncoder().encodeToString(KEY.proof(ADDRESS).array());
        var body = Map.of(
                "publicKeyRequest",
                Map.of("publicKey", Map.of("algorithm", "ECDSA", "content", KEY.pem()), "proofOfPossession", proof));
        var answered = server.send(HttpRequest.newBuilder(server.http("/api/v2/signingCert"))
                .header("Authorization", "Bearer " + issuer.token())
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)))
                .build());
        assertThat(answered.statusCode()).isEqualTo(200);
        return Bytes.of(answered.body());
    }
}
