/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** A file with the token, which Kubernetes projects into a container and keeps fresh. */
final class TokenFile implements Place {
    private static final String FILE = "/var/run/sigstore/cosign/oidc-token";
    private static final int LARGEST = 64 * 1024;

    @Override
    public String name() {
        return "Kubernetes";
    }

    @Override
    public String sign() {
        return "the file " + FILE + ", a projected service account token with audience " + AmbientTokens.AUDIENCE;
    }

    @Override
    public Optional<AmbientToken> token(Machine machine, String audience) throws NoTokenException {
        var file = machine.file(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(found(new String(in.readNBytes(LARGEST), StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new NoTokenException("the token in " + FILE + " cannot be read: " + e.getMessage(), e);
        }
    }
}
