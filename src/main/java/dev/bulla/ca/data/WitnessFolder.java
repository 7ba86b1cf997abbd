/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of a witness. */
public record WitnessFolder(Path path) {
    private static final int LARGEST = 4096;

    /** Its private key. */
    public Path key() {
        return path.resolve("key.pem");
    }

    /** What it has signed last of each log. Any web server may publish it. */
    public Path logs() {
        return path.resolve("logs");
    }

    private Path verifierKeyFile() {
        return path.resolve("verifier-key");
    }

    /** What others are told of its key, with its name. */
    public Optional<String> verifierKey() throws IOException {
        if (!Files.exists(verifierKeyFile())) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(verifierKeyFile())) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).strip());
        }
    }

    public void keepVerifierKey(String text) throws IOException {
        PublicFiles.replace(verifierKeyFile(), text + "\n");
    }
}
