/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.sigstore.Authority;
import dev.bulla.ca.sigstore.DocumentWriter;
import dev.bulla.ca.sigstore.LogInstance;
import dev.bulla.ca.sigstore.SigningConfig;
import dev.bulla.ca.sigstore.TrustedRoot;
import dev.bulla.ca.sigstore.Validity;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import dev.bulla.ca.testing.TestTimestampServer;
import dev.bulla.ca.testing.TestTimestamps;
import dev.bulla.ca.x509.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Blobs that are signed with a whole server, and verified with what a verifier has: a bundle and a trusted root. */
class BlobCommandsTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(CLOCK, Crypto.fastest());
    private final TestTimestampServer timestamps = TestTimestampServer.start(TestTimestamps.of(CLOCK));
    private TestServer server;
    private Path artifact;
    private Path bundle;
    private Path root;

    @BeforeEach
    void start() throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        server = TestServer.start(folder, trust, log, CLOCK, Map.of());
        artifact = Files.writeString(folder.resolve("a.txt"), "content");
        bundle = folder.resolve("out/a.txt.sigstore.json");
        root = Files.writeString(folder.resolve("trusted_root.json"), DocumentWriter.text(trustedRoot()));
    }

    @AfterEach
    void stop() {
        server.close();
        timestamps.close();
        log.close();
        issuer.close();
    }

    private TrustedRoot trustedRoot() {
        var answer = server.send(
                HttpRequest.newBuilder(server.http("/api/v1/rootCert")).build());
        var validity = Validity.from(Instant.now().minus(Duration.ofDays(1)));
        var ctlog = new LogInstance(
                log.url().toString(),
                Bytes.of(log.key().encoded()),
                "PKIX_ECDSA_P256_SHA_256",
                validity,
                Bytes.of(log.key().id().toBytes()),
                Optional.empty());
        return new TrustedRoot(
                List.of(),
                List.of(new Authority("http://ca", CertificateReader.read(answer.body()), validity, Optional.empty())),
                List.of(ctlog),
                List.of(new Authority(
                        timestamps.url().toString(), timestamps.authority().chain(), validity, Optional.empty())));
    }

    @Test
    void whatIsSignedIsVerifiedWithTheBundleAndATrustedRootAlone() throws IOException {
        var signed = sign("--trusted-root", root.toString());

        assertThat(signed.err()).isEmpty();
        assertThat(signed.exit()).isZero();
        assertThat(signed.out()).isEqualTo("signed as email ada@example.com\nwritten to " + bundle + "\n");
        var verified = verify("verify-blob");
        assertThat(verified.err()).isEmpty();
        assertThat(verified.exit()).isZero();
        assertThat(verified.out())
                .startsWith("verified\n")
                .contains(
                        "signed by:       ada@example.com",
                        "vouched for by:  " + issuer.url(),
                        "promised by:     1 log of certificates",
                        "recorded by:     -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa-sha2-384-nistp384", "ecdsa-sha2-512-nistp521", "rsa-sign-pkcs1-2048-sha256"})
    void signsWithAKeyOfTheKindThatIsAskedFor(String algorithm) throws IOException {
        assertThat(sign("--signing-algorithm", algorithm, "--trusted-root", root.toString())
                        .exit())
                .isZero();

        assertThat(verify("verify-blob").exit()).isZero();
    }

    @Test
    void aStatementIsVerifiedWithItsTypeAndHoldsThePredicateAsItWasWritten() throws IOException {
        var predicate =
                Files.writeString(folder.resolve("p.json"), "{\"big\": 1234567890123456789012345678901234567890.10}\n");

        var signed = run(
                "attest-blob",
                "--predicate=" + predicate,
                "--type=slsaprovenance1",
                "--trusted-root=" + root,
                artifact.toString());

        assertThat(signed.err()).isEmpty();
        assertThat(signed.exit()).isZero();
        var json = JsonMapper.shared().readTree(Files.readAllBytes(bundle));
        var payload = new String(json.path("dsseEnvelope").path("payload").binaryValue(), StandardCharsets.UTF_8);
        assertThat(payload)
                .contains("{\"big\": 1234567890123456789012345678901234567890.10}")
                .contains("\"name\":\"a.txt\"");
        assertThat(verify("verify-blob-attestation", "--type=slsaprovenance1").out())
                .contains("statement:       https://slsa.dev/provenance/v1");
        assertThat(verify("verify-blob-attestation").exit()).isZero();
        assertThat(verify("verify-blob-attestation", "--type=spdx").err())
                .startsWith("NOT VERIFIED (PREDICATE_OTHER): the statement is of type https://slsa.dev/provenance/v1");
        assertThat(verify("verify-blob").err()).startsWith("NOT VERIFIED (CONTENT_OF_OTHER_KIND)");
    }

    @Test
    void takesTheAddressesFromASigningConfiguration() throws IOException {
        var always = Validity.from(Instant.now().minus(Duration.ofDays(1)));
        var ended = Validity.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        var config = new SigningConfig(
                List.of(
                        service("http://localhost:1", ended, 1),
                        service(server.http("").toString(), always, 1),
                        service("http://localhost:1", always, 2)),
                List.of(),
                List.of(),
                List.of(service(timestamps.url().toString(), always, 1)));
        var file = Files.writeString(folder.resolve("signing_config.json"), DocumentWriter.text(config));

        var signed = CommandRun.of(
                "sign-blob",
                "--signing-config=" + file,
                "--identity-token=" + token(issuer.token()),
                "--bundle=" + bundle,
                artifact.toString());

        assertThat(signed.err()).isEmpty();
        assertThat(verify("verify-blob").exit()).isZero();
    }

    private static SigningConfig.Service service(String url, Validity validity, int version) {
        return new SigningConfig.Service(url, version, validity, Optional.empty());
    }

    @Test
    void signsWhatComesThroughAPipe() throws IOException {
        var before = System.in;
        System.setIn(new ByteArrayInputStream("content".getBytes(StandardCharsets.US_ASCII)));
        try {
            assertThat(run("sign-blob", "--trusted-root=" + root, "-").exit()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(verify("verify-blob").exit()).isZero();
    }

    @Test
    void tellsScriptsWhatHoldsAndWhatDoesNot() throws IOException {
        sign();

        var good = JsonMapper.shared().readTree(verify("verify-blob", "--json").out());
        Files.writeString(artifact, "contenu");
        var run = verify("verify-blob", "--json");
        var bad = JsonMapper.shared().readTree(run.out());

        assertThat(good.path("verified").asBoolean()).isTrue();
        assertThat(good.path("identity").path(0).asString()).isEqualTo("ada@example.com");
        assertThat(good.path("build").path("issuer").asString()).isEqualTo(issuer.url());
        assertThat(good.path("digest").asString())
                .isEqualTo("sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
        assertThat(bad.path("verified").asBoolean(true)).isFalse();
        assertThat(bad.path("reason").asString()).isEqualTo("ARTIFACT_OTHER");
        assertThat(run.exit()).isEqualTo(4);
    }

    @Test
    void somebodyElsesSignatureIsNotVerified() throws IOException {
        sign();

        var run = CommandRun.of(
                "verify-blob",
                "--bundle=" + bundle,
                "--trusted-root=" + root,
                "--certificate-identity=eve@example.com",
                "--certificate-oidc-issuer-regexp=^http://localhost:",
                artifact.toString());

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "NOT VERIFIED (IDENTITY_OTHER): signed by ada@example.com, and expected was eve@example.com\n");
    }

    @Test
    void wantsToKnowWhoIsExpected() throws IOException {
        sign();
        var common = List.of("verify-blob", "--bundle=" + bundle, "--trusted-root=" + root, artifact.toString());

        var nobody = CommandRun.of(common.toArray(String[]::new));
        var noIssuer = run(common, "--certificate-identity=ada@example.com");
        var noExpression = run(common, "--certificate-identity-regexp=(", "--certificate-oidc-issuer=x");

        assertThat(List.of(nobody.exit(), noIssuer.exit(), noExpression.exit())).containsOnly(2);
        assertThat(nobody.err()).contains("--certificate-identity", "--certificate-identity-regexp");
        assertThat(noIssuer.err()).contains("--certificate-oidc-issuer");
        assertThat(noExpression.err()).contains("--certificate-identity-regexp is no expression");
    }

    @Test
    void writesNothingThatDoesNotHold() throws IOException {
        timestamps.authority().setClockAhead(Duration.ofDays(2));

        var run = sign("--trusted-root", root.toString());

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).startsWith("nothing was written").contains("(CERTIFICATE_NOT_VALID_THEN)");
        assertThat(bundle).doesNotExist();
    }

    @Test
    void aTimestampOfSomethingElseIsNoTimestamp() throws IOException {
        timestamps.mistake(query -> {
            var other = query.clone();
            other[query.length - 1] ^= 1;
            return other;
        });
        var otherNonce = sign();
        timestamps.mistake(query -> query);
        timestamps.change(reply -> Arrays.copyOf(reply, reply.length / 2));
        var half = sign();
        timestamps.answerWith(503);
        var down = sign();

        assertThat(List.of(otherNonce.exit(), half.exit(), down.exit())).containsOnly(1);
        assertThat(otherNonce.err()).contains("no timestamp: what " + timestamps.url() + " answered does not fit");
        assertThat(half.err()).contains("does not fit");
        assertThat(down.err()).contains(timestamps.url() + " answered 503");
        assertThat(bundle).doesNotExist();
    }

    @Test
    void saysWhereToSignIfNobodyDid() throws IOException {
        var run = CommandRun.of(
                "sign-blob",
                "--fulcio-url=" + server.http(""),
                "--identity-token=" + token(issuer.token()),
                "--bundle=" + bundle,
                artifact.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--timestamp-server-url", "worth nothing once its certificate has expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret.token", "a.secret.c.d", "\u0000secret"})
    void aTokenThatIsNoneIsNotShown(String token) throws IOException {
        var run = CommandRun.of(
                "sign-blob",
                "--fulcio-url=" + server.http(""),
                "--timestamp-server-url=" + timestamps.url(),
                "--identity-token=" + token,
                "--bundle=" + bundle,
                artifact.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("neither a token nor a file").doesNotContain("secret");
    }

    @Test
    void filesThatAreNotThereAreWrongCommandLines() throws IOException {
        sign();

        assertThat(run("sign-blob", folder.resolve("none").toString()).err()).contains("none is no file");
        assertThat(run("sign-blob", "--trusted-root=none", artifact.toString()).err())
                .contains("--trusted-root none is no file");
        Files.writeString(root, "{}x");
        assertThat(verify("verify-blob").err()).contains("trusted_root.json: the document is no JSON");
    }

    private String token(String token) throws IOException {
        return Files.writeString(folder.resolve("token"), token + "\n").toString();
    }

    private CommandRun sign(String... more) throws IOException {
        return run(Stream.of(List.of("sign-blob"), List.of(more), List.of(artifact.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    private CommandRun run(String... arguments) throws IOException {
        return run(
                List.of(arguments),
                "--fulcio-url=" + server.http(""),
                "--timestamp-server-url=" + timestamps.url(),
                "--identity-token=" + token(issuer.token()),
                "--bundle=" + bundle);
    }

    private static CommandRun run(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(1, List.of(more));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private CommandRun verify(String command, String... more) {
        var arguments = new ArrayList<>(List.of(
                command,
                "--bundle=" + bundle,
                "--trusted-root=" + root,
                "--certificate-identity=ada@example.com",
                "--certificate-oidc-issuer=" + issuer.url()));
        arguments.addAll(List.of(more));
        arguments.add(artifact.toString());
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
