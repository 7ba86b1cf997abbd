/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.command.BullaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container as somebody would use it in tests of their own. */
class BullaContainerTest {
    @TempDir
    private Path folder;

    @Test
    void isAllThatAClientNeedsToSignAndToVerify() throws Exception {
        try (var bulla = new BullaContainer(Image.loaded())) {
            bulla.start();

            signAndVerify(
                    bulla,
                    bulla.issuer().token(Requester.ADDRESS),
                    Requester.ADDRESS,
                    bulla.issuer().url());
        }
    }

    @Test
    void believesIssuersOfATestsOwnToo() throws Exception {
        var builds = "https://builds.example.com";
        try (var bulla =
                new BullaContainer(Image.loaded()).withIssuers("""
                oidc-issuers:
                  %1$s:
                    issuer-url: %1$s
                    client-id: sigstore
                    type: ci-provider
                    ci-provider: builds
                    jwks-file: %2$s
                ci-issuer-metadata:
                  builds:
                    subject-alternative-name-template: "https://{{ .place }}"
                """.formatted(builds, BullaContainer.keysOfIssuer()))) {
            bulla.start();
            var token = bulla.issuer().token(Map.of("iss", builds, "sub", "17", "place", "example.com/release.yaml"));

            signAndVerify(bulla, token, "https://example.com/release.yaml", builds);
        }
    }

    @Test
    void saysAtOnceWhyItDoesNotStart() {
        try (var bulla = new BullaContainer(Image.loaded()).withIssuers("oidc-isuers: {}")) {
            assertThatThrownBy(bulla::start)
                    .hasStackTraceContaining("issuers.yaml:1: \"oidc-isuers\" is not a setting here");
        }
    }

    private void signAndVerify(BullaContainer bulla, String token, String identity, String issuer) throws IOException {
        var file = Files.writeString(folder.resolve("release"), "what is released");
        var tokenFile = Files.writeString(folder.resolve("token"), token);
        var root = Files.writeString(folder.resolve("trusted_root.json"), bulla.trustedRoot());
        var config = Files.writeString(folder.resolve("signing_config.json"), bulla.signingConfig());
        var bundle = folder.resolve("bundle.json");

        run(
                "sign-blob",
                "--signing-config=" + config,
                "--identity-token=" + tokenFile,
                "--bundle=" + bundle,
                "" + file);
        run(
                "verify-blob",
                "--bundle=" + bundle,
                "--trusted-root=" + root,
                "--certificate-identity=" + identity,
                "--certificate-oidc-issuer=" + issuer,
                "" + file);
    }

    private static void run(String... arguments) {
        assertThat(BullaCommand.commandLine(arguments).execute(arguments))
                .as(List.of(arguments).toString())
                .isZero();
    }
}
