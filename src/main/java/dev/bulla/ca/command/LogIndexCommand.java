/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ctlog.ClosedLog;
import dev.bulla.ctlog.LogStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla log index PATH}. */
@Command(
        name = "index",
        description = "Makes the indexes of a log anew from its entries: by leaf hash, by submission and by identity.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "A server does so by itself with files that are missing or damaged; nothing that counts is in them. The log must"
                    + " not be open in a server meanwhile.",
            "",
            "Example:",
            "  bulla log index bulla-data",
            "  bulla log index bulla-data --log-store s3://ct-logs"
        })
final class LogIndexCommand implements Callable<Integer> {
    private static final double MILLIS = 1000.0;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PATH", description = "folder of a log, or data folder of a server")
    private Path place = Path.of("");

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--json", description = "print one JSON object, a line for each shard")
    private boolean json;

    @Override
    public Integer call() {
        for (var log : SearchedLog.all(place, store.store())) {
            index(log);
        }
        return ExitCode.OK;
    }

    private void index(SearchedLog searched) {
        var folder = searched.folder();
        try (var log = searched.open();
                var progress = ProgressBar.on(spec.commandLine().getErr())) {
            var started = System.nanoTime();
            var sizes = log.index(done -> progress.checked(done, log.size()));
            print(folder, sizes, Duration.ofNanos(System.nanoTime() - started));
        } catch (LogStartException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailedException("the log in " + folder + " cannot be indexed: " + e);
        }
    }

    private void print(Path folder, ClosedLog.IndexSizes sizes, Duration took) {
        var out = spec.commandLine().getOut();
        out.print(json ? json(folder, sizes, took) : text(folder, sizes, took));
        out.flush();
    }

    private static String text(Path folder, ClosedLog.IndexSizes sizes, Duration took) {
        return String.format(
                Locale.ROOT,
                "log:        %s%nindexed:    %d entries in %.1f s%nhashes:     %d bytes%nidentities: %d bytes%n",
                folder,
                sizes.entries(),
                took.toMillis() / MILLIS,
                sizes.leaves(),
                sizes.identities());
    }

    private static String json(Path folder, ClosedLog.IndexSizes sizes, Duration took) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("folder", folder.toString());
        fields.put("entries", sizes.entries());
        fields.put("seconds", took.toMillis() / MILLIS);
        fields.put("hashBytes", sizes.leaves());
        fields.put("identityBytes", sizes.identities());
        return JsonMapper.shared().writeValueAsString(fields) + "\n";
    }
}
