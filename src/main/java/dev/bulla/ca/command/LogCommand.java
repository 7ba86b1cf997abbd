/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bulla log}: what concerns transparency logs. */
@Command(
        name = "log",
        description = "Looks after transparency logs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = LogFsckCommand.class,
        footer = {"", "Example:", "  bulla log fsck data"})
final class LogCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
