/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.FloorBench;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla bench floor}. */
@Command(
        name = "floor",
        description = "Measures the cryptography of one issuance, operation by operation on one thread: what no server"
                + " can save, so that all else it takes can be named.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {"", "Example:", "  bulla bench floor", "  bulla bench floor --time 1000 --json"})
final class FloorCommand implements Callable<Integer> {
    private static final int LONGEST = 60_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--time",
            paramLabel = "MILLISECONDS",
            defaultValue = "300",
            description = "for each operation, after as much again to warm up (${DEFAULT-VALUE})")
    private int millis;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() {
        if (millis < 1 || millis > LONGEST) {
            throw new CommandFailedException("--time must be from 1 to " + LONGEST, ExitCode.USAGE);
        }
        var report = new FloorBench(Duration.ofMillis(millis)).run();
        var out = spec.commandLine().getOut();
        out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.table());
        out.flush();
        return ExitCode.OK;
    }
}
