/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
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
        footer = {"", "Example:", "  bulla demo", "  bulla serve --config config/development.yaml"})
public final class BullaCommand extends CommandGroup {
    private static final Map<String, Supplier<CommandLine>> COMMANDS = commands();

    /** The whole command line. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    /** As much of the command line as is needed for these arguments: to describe all commands takes a second of a start. */
    public static CommandLine commandLine(String... arguments) {
        return arguments.length > 0 && COMMANDS.containsKey(arguments[0])
                ? commandLine(Set.of(arguments[0]))
                : commandLine();
    }

    private static CommandLine commandLine(Collection<String> names) {
        var line = new CommandLine(new BullaCommand());
        for (var name : names) {
            line.addSubcommand(name, Objects.requireNonNull(COMMANDS.get(name)).get());
        }
        line.setExecutionExceptionHandler(new Explained());
        return line;
    }

    /** By name, in the order in which help shows them. */
    private static Map<String, Supplier<CommandLine>> commands() {
        var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
        commands.put("serve", ServeCommand::commandLine);
        commands.put("status", () -> new CommandLine(new StatusCommand()));
        commands.put("healthcheck", () -> new CommandLine(new HealthcheckCommand()));
        commands.put("request", () -> new CommandLine(new RequestCommand()));
        commands.put("sign-blob", () -> new CommandLine(new SignBlobCommand()));
        commands.put("attest-blob", () -> new CommandLine(new AttestBlobCommand()));
        commands.put("verify-blob", () -> new CommandLine(new VerifyBlobCommand()));
        commands.put("verify-blob-attestation", () -> new CommandLine(new VerifyBlobAttestationCommand()));
        commands.put("certificate", () -> new CommandLine(new CertificateCommand()));
        commands.put("config", () -> new CommandLine(new ConfigCommand()));
        commands.put("ca", () -> new CommandLine(new CaCommand()));
        commands.put("tsa", () -> new CommandLine(new TsaCommand()));
        commands.put("log", LogCommand::commandLine);
        commands.put("backup", () -> new CommandLine(new BackupCommand()));
        commands.put("restore", () -> new CommandLine(new RestoreCommand()));
        commands.put("trust", () -> new CommandLine(new TrustCommand()));
        commands.put("demo", () -> new CommandLine(new DemoCommand()));
        commands.put("bench", () -> new CommandLine(new BenchCommand()));
        commands.put("warm-up", () -> new CommandLine(new WarmUpCommand()));
        commands.put("version", () -> new CommandLine(new VersionCommand()));
        commands.put("help", () -> new CommandLine(new CommandLine.HelpCommand()));
        return commands;
    }
}
