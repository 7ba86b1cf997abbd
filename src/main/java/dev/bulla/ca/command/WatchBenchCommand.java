/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.WatchBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulla bench watch}. */
@Command(
        name = "watch",
        description = "Measures how fast a log is followed and verified over HTTP, by tiles and as RFC 6962 has it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "The log is made for it, filled with precertificates, and served by the same process.",
            "",
            "Example:",
            "  bulla bench watch --entries 1000000 --watched 10000 --folder /mnt/disk"
        })
final class WatchBenchCommand implements Callable<Integer> {
    private static final int MOST_ENTRIES = 100_000_000;
    private static final int MOST_WATCHED = 1_000_000;
    private static final int MOST_THREADS = 64;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "200000",
            description = "how many the log has (${DEFAULT-VALUE})")
    private int entries;

    @Option(
            names = "--entry-size",
            paramLabel = "BYTES",
            defaultValue = "1200",
            description = "about how large one is in the log's data tiles (${DEFAULT-VALUE})")
    private int entrySize;

    @Option(
            names = "--watched",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many identities are watched for (${DEFAULT-VALUE})")
    private int watched;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "how many questions are asked at once (${DEFAULT-VALUE})")
    private int threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandFailedException.expect(
                entries >= 1 && entries <= MOST_ENTRIES, "--entries must be from 1 to " + MOST_ENTRIES);
        CommandFailedException.expect(
                entrySize >= 700 && entrySize <= 32_000, "--entry-size must be from 700 to 32000");
        CommandFailedException.expect(
                watched >= 0 && watched <= MOST_WATCHED, "--watched must be from 0 to " + MOST_WATCHED);
        CommandFailedException.expect(
                threads >= 1 && threads <= MOST_THREADS, "--threads must be from 1 to " + MOST_THREADS);
        var plan = new WatchBench.Plan(entries, entrySize, watched, threads);
        return options.run((scratch, news) -> new WatchBench(scratch, plan, news).run());
    }
}
