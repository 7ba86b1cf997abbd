/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.BesideOthers;
import dev.bulla.ca.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Growth with servers that are processes of their own. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrowthCommandTest {
    @TempDir
    private Path scratch;

    @TempDir
    private Path out;

    @Test
    @BesideOthers
    void measuresServersOfItsOwnAndWritesTableAndDrawing() throws IOException {
        var run = CommandRun.of(arguments("--entries=50", "--issuers=2,500", "--connections=2", "--time=1", "--no-pin")
                .toArray(String[]::new));

        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        assertThat(Files.readString(out.resolve("growth.md"))).isEqualTo(run.out());
        assertThat(run.out()).contains("server and generator share all cores");
        for (var issuers : List.of("2", "500")) {
            assertThat(run.out())
                    .containsPattern(
                            "\\| %s \\| [1-9][\\d.]* .*\\| \\d+\\.\\d .*\\| [1-9]\\d*, 0 \\| 0 \\|".formatted(issuers));
        }
        assertThat(Files.readString(out.resolve("growth.svg")))
                .startsWith("<svg ")
                .contains("<circle");
        assertThat(run.err()).contains("round 1 of 1: 50 entries, 500 issuers, 2 connections");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    @BesideOthers
    void leavesNothingBehindWhenItIsInterrupted() throws Exception {
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.bulla.ca.Main"),
                        arguments("--entries=50", "--issuers=2", "--connections=2", "--time=120", "--no-pin"))
                .toList();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Eventually.holds(() -> !isEmpty());
            Eventually.holds(() -> process.descendants().findAny().isPresent());
            Eventually.holds(this::hasServed);
            var servers = process.descendants().toList();

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            Eventually.holds(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(scratch).isEmptyDirectory();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--entries=0 | --entries must be from 1",
                "--issuers=1 | --issuers must be from 2",
                "--issuers=100001 | --issuers must be from 2 to 100000",
                "--connections=10,9000 | --connections must be from 1 to 8000",
                "--rounds=0 | --rounds",
                "--time=601 | --time",
                "--warm-up=-1 | --warm-up",
                "--rate=0 | --rate",
                "--entry-size=7 | --entry-size"
            })
    void refusesWhatMakesNoSense(String option, String why) {
        var run = CommandRun.of("bench", "growth", "--out=" + out, option);

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }

    private boolean isEmpty() {
        try (var files = Files.list(scratch)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a server of it has said that it serves. */
    private boolean hasServed() {
        try (var files = Files.walk(scratch)) {
            for (var log : files.filter(it -> it.endsWith("server.log")).toList()) {
                if (Files.readString(log).contains("serving HTTP on port")) {
                    return true;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // What is not there any more is asked for again.
        }
        return false;
    }

    private Stream<String> arguments(String... more) {
        return Stream.concat(
                Stream.of("bench", "growth", "--out=" + out, "--folder=" + scratch, "--rounds=1", "--warm-up=0"),
                Stream.of(more));
    }
}
