/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.BenchReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What all benchmarks have in common that measure a log on a disk. */
final class BenchOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder on the disk to measure; what is made in it is deleted (the system's for temporary"
                    + " files)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    /** A benchmark that may fill a folder, and tells how far it is. */
    @FunctionalInterface
    interface Bench {
        BenchReport run(Path scratch, Consumer<String> news) throws IOException, InterruptedException;
    }

    int run(Bench bench) throws IOException, InterruptedException {
        try (var scratch = ScratchFolder.in(folder)) {
            var report = bench.run(scratch.path(), this::tell);
            var out = spec.commandLine().getOut();
            out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.table());
            out.flush();
        }
        return ExitCode.OK;
    }

    private void tell(String news) {
        spec.commandLine().getErr().println(news);
        spec.commandLine().getErr().flush();
    }
}
