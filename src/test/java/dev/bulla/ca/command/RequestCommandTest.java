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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The client against the whole server, and what it got against the command that looks at certificates. */
class RequestCommandTest {
    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private final TestLogServer log = TestLogServer.start(InstantSource.system(), Crypto.fastest());
    private TestServer server;
    private Path token;

    @BeforeEach
    void start() throws IOException {
        var trust = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s: {issuer-url: \"%s\", client-id: sigstore, type: email}\n"
                        .formatted(issuer.url(), issuer.url()));
        server = TestServer.start(folder, trust, log, InstantSource.system(), Map.of());
        token = Files.writeString(folder.resolve("token.jwt"), issuer.token() + "\n");
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
        issuer.close();
    }

    @Test
    void getsACertificateAndKeepsItsKeyForItselfAlone() throws IOException {
        var chain = folder.resolve("chain.pem");
        var key = folder.resolve("key.pem");

        var typed = request("--chain-out=" + chain, "--key-out=" + key);

        assertThat(typed.err()).isEmpty();
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).contains("email ada@example.com", "logged at ", "-----BEGIN CERTIFICATE-----");
        assertThat(key).content().startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        var inspected = Typed.bulla("certificate", "inspect", chain.toString());
        assertThat(inspected.exitCode()).isZero();
        assertThat(inspected.out())
                .contains(
                        "key usage, critical (2.5.29.15)",
                        "extended key usage (2.5.29.37)",
                        "code signing",
                        "subject alternative name, critical (2.5.29.17)",
                        "issuer (1.3.6.1.4.1.57264.1.8)",
                        "token subject (1.3.6.1.4.1.57264.1.24)",
                        "signed certificate timestamps (1.3.6.1.4.1.11129.2.4.2)",
                        "logged at ",
                        log.key().id().toString())
                .doesNotContain("unknown extension");
    }

    @Test
    void tellsAScriptTheSame() {
        var json = JsonMapper.shared().readTree(request("--json").out());

        assertThat(json.path("chain")).hasSize(2);
        assertThat(json.path("certificate")
                        .path("timestamps")
                        .path(0)
                        .path("logId")
                        .asString())
                .isEqualTo(log.key().id().toString());
    }

    @Test
    void tellsWhyItWasRefused() throws IOException {
        Files.writeString(token, issuer.token(t -> t.claim("aud", "somebody else")));

        var typed = request();

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(typed.err())
                .contains("refused with 400: There was an error processing the identity token")
                .contains("reason: TOKEN_AUDIENCE_WRONG")
                .contains("request: ");
    }

    @Test
    void tellsThatNobodyAnswers() {
        server.close();

        var typed = request();

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(typed.err()).contains("nobody answers at http://127.0.0.1:");
    }

    @Test
    void tellsThatATokenIsNone() throws IOException {
        Files.writeString(token, "not a token");

        assertThat(request().err()).contains("this is no token");
    }

    @Test
    void inspectsNothingButCertificates() throws IOException {
        var garbage = Files.writeString(folder.resolve("garbage"), "garbage");

        assertThat(Typed.bulla("certificate", "inspect", garbage.toString()).exitCode())
                .isEqualTo(ExitCode.FAILED);
        assertThat(Typed.bulla(
                                "certificate",
                                "inspect",
                                folder.resolve("absent").toString())
                        .err())
                .contains("there is no file ");
    }

    private Typed request(String... more) {
        var arguments = new ArrayList<>(
                List.of("request", "--url", server.http("").toString(), "--token-file", token.toString()));
        arguments.addAll(List.of(more));
        return Typed.bulla(arguments.toArray(String[]::new));
    }
}
