/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestLogServer;
import dev.bulla.ca.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The client against a whole server. */
class RequestCommandTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(CLOCK, Crypto.fastest());
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        server = TestServer.start(folder, trust, log, CLOCK, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        issuer.close();
    }

    @Test
    void writesTheChainAndTheKeyThatBelongsToIt() throws Exception {
        var chain = folder.resolve("chain.pem");
        var key = folder.resolve("key.pem");

        var run = request(issuer.token(), "--chain-out", chain.toString(), "--key-out", key.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("email ada@example.com", "signed certificate timestamps", "logged at ", ", entry 1")
                .contains("-----BEGIN CERTIFICATE-----")
                .doesNotContain("PRIVATE KEY");
        var certificates = CertificateReader.read(Files.readAllBytes(chain));
        assertThat(certificates).hasSize(2);
        certificates.getFirst().verify(certificates.getLast().getPublicKey());
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(belongTogether(key, certificates.getFirst())).isTrue();
    }

    @Test
    void replacesAKeyThatOthersCouldRead() throws IOException {
        var key = Files.writeString(folder.resolve("key.pem"), "old");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(request(issuer.token(), "--key-out", key.toString()).exit()).isZero();

        assertThat(key).content().startsWith("-----BEGIN PRIVATE KEY-----").doesNotContain("old");
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void tellsScriptsTheChainAndWhatItSays() throws IOException {
        var run = request(issuer.token(), "--json");

        var answer = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(run.out()).hasLineCount(1);
        assertThat(answer.path("chain").values())
                .hasSize(2)
                .allSatisfy(pem -> assertThat(pem.asString()).startsWith("-----BEGIN CERTIFICATE-----"));
        assertThat(answer.path("certificate").path("extensions").values())
                .anySatisfy(extension ->
                        assertThat(extension.path("value").asString()).isEqualTo("email ada@example.com"));
    }

    @Test
    void takesTheTokenFromStandardInput() {
        var before = System.in;
        System.setIn(new ByteArrayInputStream((issuer.token() + "\n").getBytes(StandardCharsets.US_ASCII)));
        try {
            var run = CommandRun.of("request", "--url", server.http("/").toString(), "--token-file", "-");

            assertThat(run.exit()).isZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void signsTheSubjectOfATokenWithoutAnAddress() throws IOException {
        var run = request(issuer.token(token -> token.without("email")));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("reason: ").doesNotContain("PROOF");
    }

    @Test
    void aRefusalIsToldWithItsReasonAndLeavesNoFiles() throws IOException {
        var key = folder.resolve("key.pem");

        var run = request(issuer.token(token -> token.claim("aud", "other")), "--key-out", key.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("refused with 400: There was an error processing the identity token\n")
                .contains("reason: TOKEN_AUDIENCE_WRONG", "request: ");
        assertThat(run.out()).isEmpty();
        assertThat(key).doesNotExist();
    }

    @Test
    void aProofOverSomethingElseIsRefused() throws IOException {
        var run = request(issuer.token(), "--challenge", "somebody else");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("refused with 400: ").contains("reason: ");
    }

    @Test
    void aServerThatIsNotThereIsOneSentence() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        var run = CommandRun.of("request", "--url", "http://localhost:" + port, "--token-file", file(issuer.token()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("nobody answers at http://localhost:" + port)
                .hasLineCount(1);
    }

    @Test
    void aServerThatIsSomethingElseIsOneSentence() throws IOException {
        var run = CommandRun.of(
                "request", "--url", server.admin("/metrics?").toString(), "--token-file", file(issuer.token()));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("with something else than JSON").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5555", "ftp://localhost", "here", "http:///"})
    void anAddressThatIsNoneIsAWrongCommandLine(String url) throws IOException {
        var run = CommandRun.of("request", "--url", url, "--token-file", file(issuer.token()));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("--url must be like http://localhost:5555")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "a.secret.c.d", "a.secret.c\nsecret: b", "a.!secret.c", "a.secret.\u00e9"})
    void aTokenThatIsNoneIsNotShownEvenIfNobodyHasToReadIt(String token) throws IOException {
        var run = request(token, "--challenge", "somebody");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("this is no token: ")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "a.secret.c.d", "a.secret.c\nsecret: b", "a.!secret.c", "a.secret.c"})
    void aTokenThatIsNoneIsNotSentAndNotShown(String token) throws IOException {
        var run = request(token);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("this is no token: ")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @Test
    void needsAToken() {
        var run = CommandRun.of("request", "--url", server.http("/").toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--token-file", "SIGSTORE_ID_TOKEN").hasLineCount(1);
    }

    private CommandRun request(String token, String... more) throws IOException {
        var arguments =
                new ArrayList<>(List.of("request", "--url", server.http("/").toString(), "--token-file", file(token)));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String file(String token) throws IOException {
        return Files.writeString(folder.resolve("token"), token).toString();
    }

    private static boolean belongTogether(Path pem, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        var base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update((byte) 1);
        var made = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update((byte) 1);
        return signature.verify(made);
    }
}
