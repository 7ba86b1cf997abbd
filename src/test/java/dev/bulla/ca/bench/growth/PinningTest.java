/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.bench.load.LocalProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PinningTest {
    /** With a process that does nothing in the place of the generator. */
    @Test
    void serverAndGeneratorGetCoresOfTheirOwnAndTheGeneratorGetsItsOldOnesBack() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "there is no taskset here");
        Assumptions.assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is one core alone");
        var process = new ProcessBuilder("sleep", "60").start();
        try {
            var before = cores(process.pid());
            try (var pinning = Pinning.of(process.pid())) {
                var apart = pinning.cores().orElseThrow();
                assertThat(cores(process.pid())).isEqualTo(apart.generator().toString());
                assertThat(apart.server().numbers())
                        .isNotEmpty()
                        .doesNotContainAnyElementsOf(apart.generator().numbers());
                assertThat(pinning.before())
                        .containsExactly(
                                "/usr/bin/taskset", "-c", apart.server().toString());
                assertThat(pinning.told()).contains("generator on " + apart.generator());
            }
            assertThat(cores(process.pid())).isEqualTo(before);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsNotPinnedIsSaid() {
        assertThat(Pinning.none("so it was asked for").before()).isEmpty();
        assertThat(Pinning.none("so it was asked for").told()).contains("share all cores: so it was asked for");
    }

    private static String cores(long process) throws Exception {
        return LocalProcess.numbered(process).cores().orElseThrow().toString();
    }
}
