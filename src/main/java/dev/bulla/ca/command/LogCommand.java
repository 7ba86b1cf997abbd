/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bulla log}: looking after the log that is embedded in the server, and checking others. */
@Command(
        name = "log",
        description = "Looks after transparency logs, above all the one that is embedded in the server.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            LogUrlCommand.class,
            LogStatusCommand.class,
            LogFsckCommand.class,
            LogExportCommand.class,
            LogImportCommand.class,
            LogSearchCommand.class,
            LogIndexCommand.class,
            LogRotateCommand.class,
            LogWatchCommand.class,
            LogWitnessCommand.class
        },
        footer = {"", "Example:", "  bulla log status --data bulla-data"})
final class LogCommand extends CommandGroup {

    static CommandLine commandLine() {
        return new CommandLine(new LogCommand())
                .addSubcommand("serve", LogServeCommand.serving())
                .addSubcommand("create", LogServeCommand.making());
    }
}
