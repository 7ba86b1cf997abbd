/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.SubmitBench;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulla bench submit}. */
@Command(
        name = "submit",
        description =
                "Measures a log that runs alone: how many submissions over HTTP it takes in, each durable when it is"
                        + " answered.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "The log is made for it. Clients and server are one process and share the machine; each client has a connection,",
            "and submits the next precertificate when it has the promise for the last. One promise of a hundred is verified.",
            "",
            "Example:",
            "  bulla bench submit --clients 1,16,64 --time 20 --folder /mnt/disk"
        })
final class SubmitBenchCommand implements Callable<Integer> {
    private static final int MOST_CLIENTS = 1024;
    private static final int LONGEST = 600;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--clients",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,16,64",
            description = "how many submit at the same time; a run for each number (${DEFAULT-VALUE})")
    private List<Integer> clients = List.of();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "how long each run lasts (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--entry-size",
            paramLabel = "BYTES",
            defaultValue = "1200",
            description = "about how large an entry is in the log's data tiles (${DEFAULT-VALUE})")
    private int entrySize;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandFailedException.expect(
                !clients.isEmpty() && clients.stream().allMatch(it -> it >= 1 && it <= MOST_CLIENTS),
                "--clients must be from 1 to " + MOST_CLIENTS);
        CommandFailedException.expect(seconds >= 1 && seconds <= LONGEST, "--time must be from 1 to " + LONGEST);
        CommandFailedException.expect(
                entrySize >= 700 && entrySize <= 32_000, "--entry-size must be from 700 to 32000");
        var plan = new SubmitBench.Plan(clients, Duration.ofSeconds(seconds), entrySize);
        return options.run((scratch, news) -> new SubmitBench(scratch, plan, news).run());
    }
}
