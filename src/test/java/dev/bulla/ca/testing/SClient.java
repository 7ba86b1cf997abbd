/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A TLS client that is none of Java's. Tests without it are skipped, except in continuous integration, where they fail. */
public final class SClient {
    private SClient() {}

    /** What {@code openssl s_client} says of a port, with this as its input and these options beside the address. */
    public static String says(Path folder, int port, String input, String... options) throws IOException {
        assumeTrue(isInstalled() || "true".equals(System.getenv("CI")), "openssl is not installed");
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of(options));
        var typed = Files.writeString(Files.createTempFile(folder, "in", ""), input);
        var out = Files.createTempFile(folder, "out", "");
        var process = new ProcessBuilder(command)
                .redirectInput(typed.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "openssl")));
    }
}
