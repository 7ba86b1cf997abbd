/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pinned keys in a process that has no network at all, not even to itself. */
@Timeout(120)
class WithoutNetworkTest {
    private static final List<String> APART =
            List.of("unshare", System.getProperty("user.name").equals("root") ? "-n" : "-rn");

    @TempDir
    private Path folder;

    @Test
    void verifiesATokenWithPinnedKeysWhereThereIsNoNetwork() throws Exception {
        assumeTrue(canBeApart(), "needs unshare and the right to make a network namespace");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.of(
                        APART,
                        List.of(
                                java,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")),
                        List.of(WithoutNetwork.class.getName(), folder.toString()))
                .flatMap(List::stream)
                .toList();

        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).containsExactly("interfaces: 0", "verified");
    }

    private static boolean canBeApart() throws InterruptedException {
        try {
            var trial = Stream.concat(APART.stream(), Stream.of("true")).toList();
            return new ProcessBuilder(trial).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
