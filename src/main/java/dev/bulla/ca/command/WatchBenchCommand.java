/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.WatchBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

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

    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder for the log; what is made in it is deleted (the system's for temporary files)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        expect(entries >= 1 && entries <= MOST_ENTRIES, "--entries must be from 1 to " + MOST_ENTRIES);
        expect(entrySize >= 700 && entrySize <= 32_000, "--entry-size must be from 700 to 32000");
        expect(watched >= 0 && watched <= MOST_WATCHED, "--watched must be from 0 to " + MOST_WATCHED);
        expect(threads >= 1 && threads <= MOST_THREADS, "--threads must be from 1 to " + MOST_THREADS);
        var within = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
        try (var scratch = new ScratchFolder(Files.createTempDirectory(within, "bulla-bench-"))) {
            var plan = new WatchBench.Plan(entries, entrySize, watched, threads);
            var report = new WatchBench(scratch.path(), plan, this::tell).run();
            var out = spec.commandLine().getOut();
            out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.table());
            out.flush();
        }
        return ExitCode.OK;
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
