/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bulla} itself: it only knows its subcommands. */
@Command(
        name = "bulla",
        description =
                "A keyless certificate authority: an identity token and a fresh key become a ten-minute certificate.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            StatusCommand.class,
            RequestCommand.class,
            SignBlobCommand.class,
            AttestBlobCommand.class,
            VerifyBlobCommand.class,
            VerifyBlobAttestationCommand.class,
            CertificateCommand.class,
            ConfigCommand.class,
            CaCommand.class,
            TsaCommand.class,
            LogCommand.class,
            TrustCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            WarmUpCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Example:", "  bulla demo", "  bulla serve --config config/development.yaml"})
public final class BullaCommand extends CommandGroup {
    /** The whole command line. */
    public static CommandLine commandLine() {
        var line = new CommandLine(new BullaCommand());
        line.addSubcommand("serve", ServeCommand.commandLine());
        var log = Objects.requireNonNull(line.getSubcommands().get("log"), "it is one of the subcommands above");
        log.addSubcommand("serve", LogServeCommand.serving());
        log.addSubcommand("create", LogServeCommand.making());
        line.setExecutionExceptionHandler(new Explained());
        return line;
    }
}
