/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.NoteKeys;
import dev.bulla.ca.data.ServedAddresses;
import dev.bulla.ctlog.SignedHead;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla log status}: what the log's files say, and the server if it answers. */
@Command(
        name = "status",
        description = "Shows which log there is, how far its files go and what the server says.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "The signatures of the heads are verified. Whether the entries are behind them, fsck can say.",
            "",
            "Example:",
            "  bulla log status --data bulla-data",
            "  bulla log status --data bulla-data --json",
            "  bulla log status --data bulla-data --log-store s3://ct-logs"
        })
final class LogStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--json", description = "print one JSON object, a line for each shard")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var folder = new DataFolder(data.path());
        var logs = OwnLogs.of(folder, store.store());
        var out = spec.commandLine().getOut();
        var separator = "";
        for (var log : logs.made()) {
            var status = status(folder, logs, log);
            out.print(json ? status.json() : separator + status.text());
            separator = "\n";
        }
        out.flush();
        return ExitCode.OK;
    }

    private static LogStatusText status(DataFolder folder, OwnLogs logs, MadeLog log) throws IOException {
        var heads = new LogHeads(log);
        var url = ServedAddresses.read(folder)
                .flatMap(served -> served.local().log())
                .map(log::url);
        var keys = NoteKeys.of(folder).read().stream()
                .filter(key -> key.startsWith(log.origin() + "+"))
                .toList();
        return new LogStatusText(
                logs.place(log),
                log,
                new LogStatusText.Published(
                        head(logs, log, "checkpoint"),
                        head(logs, log, "checkpoint.witnessed"),
                        head(logs, log, "checkpoint.final"),
                        keys),
                url,
                url.flatMap(heads::ofServer));
    }

    private static Optional<SignedHead> head(OwnLogs logs, MadeLog log, String file) throws IOException {
        return logs.file(log, file).map(note -> new LogHeads(log).ofCheckpoint(note, logs.place(log) + "/" + file));
    }
}
