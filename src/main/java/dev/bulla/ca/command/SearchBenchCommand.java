/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.SearchBench;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder to make the log in; it is deleted afterwards (the system's for temporary files)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        expect(entries >= 1 && entries <= MOST, "--entries must be from 1 to " + MOST);
        expect(
                repositories >= 1 && repositories < MOST_REPOSITORIES,
                "--repositories must be from 1 to " + (MOST_REPOSITORIES - 1));
        expect(searches >= 1 && searches <= MOST, "--searches must be from 1 to " + MOST);
        var within = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
        try (var scratch = new ScratchFolder(Files.createTempDirectory(within, "bulla-bench-"))) {
            var plan = new SearchBench.Plan(entries, repositories, searches);
            var report = new SearchBench(scratch.path(), plan, this::tell).run();
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
