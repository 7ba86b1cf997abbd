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

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var folder = new DataFolder(data.path());
        var log = MadeLog.newest(folder)
                .orElseThrow(() -> new CommandFailedException("no log was ever made in --data=" + data.path()));
        var heads = new LogHeads(log);
        var url = ServedAddresses.read(folder).flatMap(ServedAddresses::log);
        var status = new LogStatusText(
                folder.log(log.shard()),
                log,
                new LogStatusText.Published(
                        heads.ofFile(folder.log(log.shard()).resolve("checkpoint")),
                        heads.ofFile(folder.log(log.shard()).resolve("checkpoint.witnessed")),
                        NoteKeys.of(folder).read()),
                url,
                url.flatMap(heads::ofServer));
        var out = spec.commandLine().getOut();
        out.print(json ? status.json() : status.text());
        out.flush();
        return ExitCode.OK;
    }
}
