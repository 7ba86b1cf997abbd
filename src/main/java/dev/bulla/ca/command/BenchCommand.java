/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.LogBench;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulla bench}: measuring. */
@Command(
        name = "bench",
        description = "Measures Bulla on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            LoadCommand.class,
            CompareCommand.class,
            GrowthCommand.class,
            BenchCommand.Log.class,
            SubmitBenchCommand.class,
            SearchBenchCommand.class,
            WatchBenchCommand.class,
            FloorCommand.class
        },
        footer = {"", "Example:", "  bulla bench log --writers 8 --time 20", "  bulla bench floor"})
final class BenchCommand extends CommandGroup {
    /** {@code bulla bench log}. */
    @Command(
            name = "log",
            description =
                    "Measures the embedded log alone, on the disk of a folder: how many entries it takes in, and how"
                            + " long each waits until it is durable and promised.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            footer = {
                "",
                "With --fill the log is measured, filled with so many made-up entries, opened again and measured again.",
                "Entries of less than 700 bytes are no precertificates when they fill the log.",
                "",
                "Example:",
                "  bulla bench log --writers 1,8,64 --time 20",
                "  bulla bench log --writers 8 --time 20 --fill 1000000 --folder /mnt/disk"
            })
    static final class Log implements Callable<Integer> {
        private static final int LONGEST = 600;
        private static final int MOST = 100_000_000;

        @Mixin
        private BenchOptions options = new BenchOptions();

        @Option(
                names = "--writers",
                paramLabel = "N",
                split = ",",
                defaultValue = "1,8,64",
                description = "how many submit at the same time; a run for each number (${DEFAULT-VALUE})")
        private List<Integer> writers = List.of();

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

        @Option(
                names = "--fill",
                paramLabel = "N",
                defaultValue = "0",
                description = "fill the log with so many entries, and measure again (none)")
        private long fill;

        @Override
        public Integer call() throws IOException, InterruptedException {
            expectSensible();
            var plan = new LogBench.Plan(writers, Duration.ofSeconds(seconds), entrySize, fill);
            return options.run((scratch, news) -> new LogBench(scratch, plan, news).run(scratch));
        }

        /** What is submitted lies on the disk beforehand: an hour of it would be tens of gigabytes. */
        private void expectSensible() {
            CommandFailedException.expect(
                    !writers.isEmpty() && writers.stream().allMatch(it -> it >= 1 && it <= 1024),
                    "--writers must be from 1 to 1024");
            CommandFailedException.expect(seconds >= 1 && seconds <= LONGEST, "--time must be from 1 to " + LONGEST);
            CommandFailedException.expect(
                    entrySize >= 8 && entrySize <= 32_000, "--entry-size must be from 8 to 32000");
            CommandFailedException.expect(fill >= 0 && fill <= MOST, "--fill must be from 0 to " + MOST);
        }
    }
}
