/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.Wiring;
import dev.bulla.ca.config.NotHere;
import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Program;
import dev.bulla.ca.config.Setting;
import dev.bulla.ca.config.SettingsInUse;
import dev.bulla.ca.config.SettingsReader;
import dev.bulla.ca.observe.LogLines;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code bulla serve}: its flags are made from {@link Setting}, so that no two lists can differ. */
final class ServeCommand implements Callable<Integer> {
    private static final Map<Setting, String> ALIASES =
            Map.of(Setting.HOST, "--http-host", Setting.PORT, "--http-port");
    private static final String CONFIG = "--config";

    private CommandSpec spec = CommandSpec.create();

    static CommandLine commandLine() {
        var command = new ServeCommand();
        var spec = CommandSpec.wrapWithoutInspection(command)
                .name("serve")
                .versionProvider(new VersionCommand())
                .mixinStandardHelpOptions(true);
        command.spec = spec;
        spec.usageMessage()
                .description("Runs the certificate authority.")
                .footer(
                        "",
                        "Each flag can also be a variable (BULLA_CT_LOG_URL, or FULCIO_SERVE_CT-LOG-URL as in the"
                                + " original) or a line in the file of --config (config/bulla.yaml has them all).",
                        "",
                        "Example:",
                        "  bulla serve --config=config/development.yaml",
                        "  bulla serve --ca=ephemeralca --config-path=config/development-issuers.yaml --ct-log-url="
                                + " --insecure-no-ct-log --port=5555 --grpc-port=5554");
        spec.addOption(OptionSpec.builder("-c", CONFIG)
                .paramLabel("FILE")
                .type(Path.class)
                .description("settings file: yaml, json or name=value lines")
                .build());
        Program.AUTHORITY.settings().forEach(setting -> spec.addOption(option(setting)));
        NotHere.FLAGS
                .keySet()
                .forEach(flag -> spec.addOption(OptionSpec.builder("--" + flag)
                        .type(String.class)
                        .hidden(true)
                        .build()));
        return new CommandLine(spec);
    }

    /** The flag of a setting. */
    static OptionSpec option(Setting setting) {
        var alias = ALIASES.get(setting);
        var names = alias == null ? new String[] {"--" + setting.flag()} : new String[] {"--" + setting.flag(), alias};
        var option = OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(setting.isFlag() ? "true|false" : "VALUE")
                .description(setting.why() + (setting.byDefault().isEmpty() ? "" : " (" + setting.byDefault() + ")"));
        if (setting == Setting.CLIENT_SIGNING_ALGORITHMS) {
            return option.type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .build();
        }
        return setting.isFlag()
                ? option.arity("0..1").fallbackValue("true").build()
                : option.arity("1").build();
    }

    @Override
    public Integer call() throws Exception {
        var parsed = spec.commandLine().getParseResult();
        var problems = new Problems();
        var flags = flags(parsed);
        NotHere.FLAGS.forEach((flag, instead) -> {
            if (parsed.hasMatchedOption("--" + flag)) {
                throw new CommandFailedException("--" + flag + " is not supported: " + instead, ExitCode.USAGE);
            }
        });
        var file = Optional.ofNullable(parsed.<Path>matchedOptionValue(CONFIG, null));
        var settings = SettingsReader.read(flags, System.getenv(), file, problems);
        var inUse = new SettingsInUse(Program.AUTHORITY, flags, System.getenv(), file);
        LogLines.install(settings.logAsJson());
        try (var server = Wiring.start(settings, problems, InstantSource.system())) {
            server.readAgainOnHangUp(inUse).stopOnSignal().awaitStop();
        }
        return ExitCode.OK;
    }

    /** What the command line sets, by flag name. */
    static Map<String, String> flags(ParseResult parsed) {
        var flags = new HashMap<String, String>();
        for (var setting : Setting.values()) {
            var name = "--" + setting.flag();
            if (parsed.commandSpec().findOption(name) != null && parsed.hasMatchedOption(name)) {
                flags.put(setting.flag(), value(parsed.matchedOptionValue(name, "")));
            }
        }
        return flags;
    }

    /** A list that was repeated or written with commas, in one form. */
    private static String value(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
