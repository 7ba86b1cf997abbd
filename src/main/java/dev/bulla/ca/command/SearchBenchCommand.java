/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.SearchBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulla bench search}. */
@Command(
        name = "search",
        description =
                "Fills a log with builds of many repositories, makes its indexes anew and searches it by identity.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {"", "Example:", "  bulla bench search --entries 1000000 --folder /mnt/disk"})
final class SearchBenchCommand implements Callable<Integer> {
    private static final long MOST = 100_000_000;
    private static final int MOST_REPOSITORIES = 10_000_000;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "how many entries the log gets (${DEFAULT-VALUE}); each takes about 4 kB")
    private long entries;

    @Option(
            names = "--repositories",
            paramLabel = "N",
            defaultValue = "3000",
            description = "how many repositories they are of (${DEFAULT-VALUE})")
    private int repositories;

    @Option(
            names = "--searches",
            paramLabel = "N",
            defaultValue = "200",
            description = "how many of each kind (${DEFAULT-VALUE})")
    private int searches;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandFailedException.expect(entries >= 1 && entries <= MOST, "--entries must be from 1 to " + MOST);
        CommandFailedException.expect(
                repositories >= 1 && repositories < MOST_REPOSITORIES,
                "--repositories must be from 1 to " + (MOST_REPOSITORIES - 1));
        CommandFailedException.expect(searches >= 1 && searches <= MOST, "--searches must be from 1 to " + MOST);
        var plan = new SearchBench.Plan(entries, repositories, searches);
        return options.run((scratch, news) -> new SearchBench(scratch, plan, news).run());
    }
}
