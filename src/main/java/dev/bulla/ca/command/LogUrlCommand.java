/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.ServedAddresses;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bulla log url}: one line for scripts. */
@Command(
        name = "url",
        description = "Prints where the log can be read from this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "It is the address at which the server was last started, whether it runs or not, and has no slash at its end.",
            "",
            "Example:",
            "  bulla log url --data bulla-data",
            "  curl -s \"$(bulla log url --data bulla-data)/checkpoint\""
        })
final class LogUrlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        var served = ServedAddresses.read(new DataFolder(data.path()))
                .orElseThrow(() -> new CommandFailedException("no server was ever started with --data=" + data.path()));
        var url = served.local()
                .log()
                .orElseThrow(
                        () -> new CommandFailedException("the server of " + data.path() + " has no log of its own"));
        spec.commandLine().getOut().println(url);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
