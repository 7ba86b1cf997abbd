/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.LogServerWiring;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Program;
import dev.bulla.ca.config.SettingsInUse;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.observe.LogLines;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code bulla log serve} and {@code bulla log create}: the same settings mean the same log. */
final class LogServeCommand implements Callable<Integer> {
    private static final String CONFIG = "--config";

    private final Program program;
    private CommandSpec spec = CommandSpec.create();

    private LogServeCommand(Program program) {
        this.program = program;
    }

    static CommandLine serving() {
        return commandLine(
                new LogServeCommand(Program.LOG),
                "serve",
                "Runs a log alone: others submit to it, everybody reads it.",
                "  bulla log serve --data ct-data --log-origin log.example.com/log --log-accepted-roots root.pem");
    }

    static CommandLine making() {
        return commandLine(
                new LogServeCommand(Program.LOG_CREATION),
                "create",
                "Makes a log with its key and its anchor, for log serve to run.",
                "  bulla log create --data ct-data --log-origin log.example.com/log");
    }

    private static CommandLine commandLine(LogServeCommand command, String name, String what, String example) {
        var spec = CommandSpec.wrapWithoutInspection(command)
                .name(name)
                .versionProvider(new VersionCommand())
                .mixinStandardHelpOptions(true);
        command.spec = spec;
        spec.usageMessage()
                .description(what)
                .footer(
                        "",
                        "Each flag can also be a variable (BULLA_LOG_ORIGIN) or a line in the file of --config"
                                + " (config/ct-log.yaml has them all). create and serve can have the same file.",
                        "",
                        "Example:",
                        example);
        spec.addOption(OptionSpec.builder("-c", CONFIG)
                .paramLabel("FILE")
                .type(Path.class)
                .description("settings file: yaml, json or name=value lines")
                .build());
        command.program.settings().forEach(setting -> spec.addOption(ServeCommand.option(setting)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        var parsed = spec.commandLine().getParseResult();
        var problems = new Problems();
        var file = Optional.ofNullable(parsed.<Path>matchedOptionValue(CONFIG, null));
        var flags = ServeCommand.flags(parsed);
        if (program == Program.LOG_CREATION) {
            var target = SettingsReader.readLogToMake(flags, System.getenv(), file, problems);
            problems.throwIfAny();
            var id = LogServerWiring.create(target, InstantSource.system());
            spec.commandLine()
                    .getOut()
                    .println("made the log " + target.identity().origin() + ", id " + id);
            return ExitCode.OK;
        }
        var settings = SettingsReader.readLog(flags, System.getenv(), file, problems);
        var inUse = new SettingsInUse(program, flags, System.getenv(), file);
        LogLines.install(settings.logAsJson());
        try (var server = LogServerWiring.start(settings, problems, InstantSource.system())) {
            server.readAgainOnHangUp(inUse).stopOnSignal().awaitStop();
        }
        return ExitCode.OK;
    }
}
