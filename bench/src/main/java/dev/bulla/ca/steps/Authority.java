/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.steps;

import dev.bulla.ca.PortlessServer;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.practice.WorkflowTokens;
import dev.bulla.ca.signing.CaFolder;
import dev.bulla.ca.signing.CaKeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A server in a folder of its own that trusts one issuer: a CA whose key lies in a file, and an embedded log on the disk. */
final class Authority implements AutoCloseable {
    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final String PASSWORD = "for this measurement alone";
    private static final String PROVIDER = "github-workflow.yaml";

    private static final String TRUST = """
            oidc-issuers:
              %1$s:
                issuer-url: %1$s
                client-id: sigstore
                type: ci-provider
                ci-provider: github-workflow
                jwks-file: %2$s
                replay-guard: %3$s
            """;

    private final WorkflowTokens tokens = new WorkflowTokens(GITHUB);
    private final Path folder;
    private final PortlessServer server;

    /** @param guarded whether a token brings one certificate and no more; off unless an operator wants it */
    Authority(CaKeyType key, boolean guarded) throws IOException {
        folder = Files.createTempDirectory("bulla-steps-");
        var ca = new CaFolder(folder.resolve("ca"));
        ca.make(
                new CaFolder.Plan(key, "Measurement", PASSWORD),
                Crypto.fastest(),
                InstantSource.system(),
                new SecureRandom());
        var problems = new Problems();
        var flags = Map.of(
                "ca", "fileca",
                "fileca-cert", ca.chain().toString(),
                "fileca-key", ca.key().toString(),
                "fileca-key-passwd", PASSWORD,
                "config-path", trust(guarded).toString(),
                "data", folder.resolve("data").toString(),
                "log-origin", "log.invalid");
        var settings = SettingsReader.read(flags, Map.of(), Optional.empty(), problems);
        problems.throwIfAny();
        server = new PortlessServer(settings, problems);
    }

    /** The rules of the public instance for this provider, and keys that need not be fetched. */
    private Path trust(boolean guarded) throws IOException {
        var keys = Files.writeString(folder.resolve("keys.json"), tokens.keySet());
        var trust = Files.createDirectory(folder.resolve("trust"));
        Files.writeString(trust.resolve("issuer.yaml"), TRUST.formatted(GITHUB, keys, guarded));
        try (var provider = Authority.class.getResourceAsStream("/ci-providers/" + PROVIDER)) {
            Files.copy(Objects.requireNonNull(provider), trust.resolve(PROVIDER));
        }
        return trust;
    }

    WorkflowTokens tokens() {
        return tokens;
    }

    PortlessServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (var found = Files.walk(folder)) {
            for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
