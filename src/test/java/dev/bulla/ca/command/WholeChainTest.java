/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestIssuer;
import dev.bulla.ca.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees: one server with a log and an authority of timestamps, its exported trust, a signer and a verifier. */
class WholeChainTest {
    @TempDir
    private Path folder;

    private final TestIssuer issuer = TestIssuer.started();
    private TestServer server;
    private Path trust;

    @BeforeEach
    void start() throws IOException {
        var issuers = Files.writeString(
                folder.resolve("issuers.yaml"),
                "oidc-issuers:\n  %s:\n    issuer-url: %s\n    client-id: sigstore\n    type: email\n"
                        .formatted(issuer.url(), issuer.url()));
        server = TestServer.start(folder, issuers, InstantSource.system(), Map.of("tsa", "ephemeral"));
        trust = folder.resolve("trust");
        var exported = CommandRun.of(
                "trust",
                "export",
                trust.toString(),
                "--local",
                "--data",
                folder.resolve("data").toString());
        assertThat(exported.err()).isEmpty();
    }

    @AfterEach
    void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void aFileIsSignedAndVerifiedWithWhatTheServerExports() throws IOException {
        var signed = sign("sign-blob");
        var verified = verify("verify-blob");

        assertThat(signed.err()).isEmpty();
        assertThat(signed.exit()).isZero();
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).contains("ada@example.com", "1 log of certificates");
    }

    @Test
    void aStatementIsSignedAndVerifiedWithWhatTheServerExports() throws IOException {
        var predicate = Files.writeString(folder.resolve("predicate.json"), "{}");

        var signed = sign("attest-blob", "--predicate=" + predicate, "--type=slsaprovenance1");

        assertThat(signed.err()).isEmpty();
        assertThat(verify("verify-blob-attestation", "--type=slsaprovenance1").exit())
                .isZero();
    }

    private CommandRun sign(String command, String... more) throws IOException {
        var token = Files.writeString(folder.resolve("token"), issuer.token());
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "--signing-config=" + trust.resolve("signing_config.v0.2.json"),
                "--trusted-root=" + trust.resolve("trusted_root.json"),
                "--identity-token=" + token,
                "--bundle=" + folder.resolve("bundle.json"),
                trust.resolve("ctfe.pub").toString()));
        arguments.addFirst(command);
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private CommandRun verify(String command, String... more) {
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of(
                "--trusted-root=" + trust.resolve("trusted_root.json"),
                "--bundle=" + folder.resolve("bundle.json"),
                "--certificate-identity=ada@example.com",
                "--certificate-oidc-issuer=" + issuer.url(),
                trust.resolve("ctfe.pub").toString()));
        arguments.addFirst(command);
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
