/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.LogBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla bench}: measuring. */
@Command(
        name = "bench",
        description = "Measures Bulla on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            LoadCommand.class,
            BenchCommand.Log.class,
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

        @Spec
        private CommandSpec spec = CommandSpec.create();

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

        @Option(
                names = "--folder",
                paramLabel = "DIR",
                description = "folder on the disk to measure; what is made in it is deleted (the system's for temporary"
                        + " files)")
        private @Nullable Path folder;

        @Option(names = "--json", description = "print one JSON object")
        private boolean json;

        @Override
        public Integer call() throws IOException, InterruptedException {
            expectSensible();
            var within = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
            var scratch = new ScratchFolder(Files.createTempDirectory(within, "bulla-bench-"));
            try (scratch) {
                var plan = new LogBench.Plan(writers, Duration.ofSeconds(seconds), entrySize, fill);
                var report = new LogBench(scratch.path(), plan, this::tell).run(scratch.path());
                var out = spec.commandLine().getOut();
                out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.table());
                out.flush();
            }
            return ExitCode.OK;
        }

        /** What is submitted lies on the disk beforehand: an hour of it would be tens of gigabytes. */
        private void expectSensible() {
            expect(
                    !writers.isEmpty() && writers.stream().allMatch(it -> it >= 1 && it <= 1024),
                    "--writers must be from 1 to 1024");
            expect(seconds >= 1 && seconds <= LONGEST, "--time must be from 1 to " + LONGEST);
            expect(entrySize >= 8 && entrySize <= 32_000, "--entry-size must be from 8 to 32000");
            expect(fill >= 0 && fill <= MOST, "--fill must be from 0 to " + MOST);
        }

        private static void expect(boolean condition, String otherwise) {
            if (!condition) {
                throw new CommandFailedException(otherwise, ExitCode.USAGE);
            }
        }

        private void tell(String news) {
            spec.commandLine().getErr().println(news);
            spec.commandLine().getErr().flush();
        }
    }
}
