/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches what a log asks of the system. */
class SystemCallTest {
    private static final Pattern SYNC = Pattern.compile("fdatasync\\(\\d+<[^>]*/journal/\\d+\\.log>");

    @TempDir
    private Path temporary;

    @Test
    void syncsTheJournalOnceForEachBatch() throws Exception {
        Tools.require(List.of("strace", "-f", "-o", "/dev/null", "true"), "install strace and allow it to trace");
        var calls = temporary.resolve("calls");
        var folder = temporary.resolve("data/log");

        var child = ChildProcess.command(
                        List.of("strace", "-f", "-y", "-e", "trace=fdatasync,fsync", "-o", calls.toString()),
                        "add",
                        folder.toString(),
                        "0",
                        "300")
                .start();
        var said = child.inputReader().readAllLines();

        assertThat(child.waitFor()).isZero();
        var batches = said.stream().filter(line -> line.startsWith("batch")).count();
        assertThat(batches).isGreaterThanOrEqualTo(300);
        assertThat(Files.readAllLines(calls).stream()
                        .filter(line -> SYNC.matcher(line).find())
                        .count())
                .isEqualTo(batches);
    }
}
