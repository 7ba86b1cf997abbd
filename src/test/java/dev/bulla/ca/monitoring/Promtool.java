/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own tool, run where the rules are. Tests without it are skipped, except in continuous integration, where they fail. */
final class Promtool {
    Promtool() {
        var found = Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
        assumeTrue(
                found || "true".equals(System.getenv("CI")), "promtool is not installed: apt-get install prometheus");
    }

    /** Fails the test, with what it says, if it does. */
    void run(List<String> arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("promtool"), arguments.stream()).toList();
        var promtool = new ProcessBuilder(command)
                .directory(AlertRules.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }
}
