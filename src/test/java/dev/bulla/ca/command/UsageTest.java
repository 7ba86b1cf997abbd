/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How every command explains itself, found by walking over all there are. */
class UsageTest {
    /** What a command misses before it looks at anything else. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            entry("bench growth", List.of("--out=none")),
            entry("bench compare", List.of("--reference=http://localhost")),
            entry("request", List.of("--url=http://localhost")),
            entry("sign-blob", List.of("--bundle=none", "none")),
            entry("attest-blob", List.of("--bundle=none", "--predicate=none", "none")),
            entry("verify-blob", List.of("--bundle=none", "--trusted-root=none", "none")),
            entry("verify-blob-attestation", List.of("--bundle=none", "--trusted-root=none", "none")),
            entry("certificate inspect", List.of("none")),
            entry("ca init", List.of("none")),
            entry("ca rotate", List.of("none")),
            entry("tsa init", List.of("none")),
            entry("tsa rotate", List.of("none")),
            entry("log fsck", List.of("none")),
            entry("log index", List.of("none")),
            entry("log watch", List.of("http://localhost")),
            entry("trust export", List.of("none")),
            entry("trust tuf init", List.of("--keys=none")),
            entry("trust tuf sign", List.of("--key=none")),
            entry("trust tuf rotate", List.of("--key=none")),
            entry("config check", List.of("none")),
            entry("config show", List.of("none")),
            entry("log export", List.of("--to=none")),
            entry("log import", List.of("--from=none")),
            entry("backup", List.of("none")),
            entry("restore", List.of("none")));

    static Stream<List<String>> commands() {
        return below(BullaCommand.commandLine(), List.of()).filter(path -> !path.contains("help"));
    }

    private static Stream<List<String>> below(CommandLine line, List<String> path) {
        var deeper = line.getSubcommands().entrySet().stream().flatMap(entry -> {
            var next = new ArrayList<>(path);
            next.add(entry.getKey());
            return below(entry.getValue(), next);
        });
        return Stream.concat(Stream.of(path), deeper);
    }

    @Test
    void thereAreTheCommandsWePromise() {
        assertThat(commands().map(path -> String.join(" ", path)))
                .containsExactlyInAnyOrder(
                        "",
                        "serve",
                        "status",
                        "healthcheck",
                        "request",
                        "sign-blob",
                        "attest-blob",
                        "verify-blob",
                        "verify-blob-attestation",
                        "certificate",
                        "certificate inspect",
                        "ca",
                        "ca init",
                        "ca rotate",
                        "tsa",
                        "tsa init",
                        "tsa rotate",
                        "config",
                        "config check",
                        "config show",
                        "log",
                        "log fsck",
                        "log export",
                        "log import",
                        "log url",
                        "log status",
                        "log create",
                        "log serve",
                        "log search",
                        "log index",
                        "log rotate",
                        "log watch",
                        "log witness",
                        "backup",
                        "restore",
                        "trust",
                        "trust export",
                        "trust tuf",
                        "trust tuf init",
                        "trust tuf sign",
                        "trust tuf renew",
                        "trust tuf rotate",
                        "demo",
                        "warm-up",
                        "bench",
                        "bench log",
                        "bench submit",
                        "bench load",
                        "bench compare",
                        "bench growth",
                        "bench search",
                        "bench floor",
                        "bench watch",
                        "version");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpEndsWithAnExampleAndIsNoMistake(List<String> command) {
        var run = run(command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out().substring(run.out().indexOf("Example:"))).contains("  bulla " + String.join(" ", command));
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aFlagThatNobodyKnowsIsAWrongCommandLine(List<String> command) {
        var complete = Stream.concat(
                        command.stream(), NEEDED.getOrDefault(String.join(" ", command), List.of()).stream())
                .toList();

        var run = run(complete, "--no-such-flag");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--no-such-flag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ca", "certificate", "config", "log", "trust", "bench"})
    void aCommandThatOnlyHasCommandsShowsThem(String command) {
        var run = command.isEmpty() ? CommandRun.of() : CommandRun.of(command);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("Usage: bulla").contains("Commands:");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysOfWhichBuildItIs(List<String> command) {
        var run = run(command, "--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("bulla ").hasLineCount(1);
    }

    private static CommandRun run(List<String> command, String flag) {
        return CommandRun.of(Stream.concat(command.stream(), Stream.of(flag)).toArray(String[]::new));
    }
}
