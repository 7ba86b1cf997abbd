/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bulla log}: looking after the log that is embedded in the server. */
@Command(
        name = "log",
        description = "Looks after the transparency log that is embedded in the server.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {LogUrlCommand.class, LogStatusCommand.class},
        footer = {"", "Example:", "  bulla log status --data bulla-data"})
final class LogCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
