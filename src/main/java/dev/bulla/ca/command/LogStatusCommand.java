/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.NoteKeys;
import dev.bulla.ca.data.ServedAddresses;
import java.io.IOException;
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
            "  bulla log status --data bulla-data --json"
        })
final class LogStatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "print one JSON object, a line for each shard")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var folder = new DataFolder(data.path());
        var logs = MadeLog.all(folder);
        if (logs.isEmpty()) {
            throw new CommandFailedException("no log was ever made in --data=" + data.path());
        }
        var out = spec.commandLine().getOut();
        var separator = "";
        for (var log : logs) {
            var status = status(folder, log);
            out.print(json ? status.json() : separator + status.text());
            separator = "\n";
        }
        out.flush();
        return ExitCode.OK;
    }

    private static LogStatusText status(DataFolder folder, MadeLog log) throws IOException {
        var heads = new LogHeads(log);
        var url = ServedAddresses.read(folder)
                .flatMap(served -> served.local().log())
                .map(log::url);
        var files = folder.log(log.shard());
        var keys = NoteKeys.of(folder).read().stream()
                .filter(key -> key.startsWith(log.origin() + "+"))
                .toList();
        return new LogStatusText(
                files,
                log,
                new LogStatusText.Published(
                        heads.ofFile(files.resolve("checkpoint")),
                        heads.ofFile(files.resolve("checkpoint.witnessed")),
                        heads.ofFile(files.resolve("checkpoint.final")),
                        keys),
                url,
                url.flatMap(heads::ofServer));
    }
}
