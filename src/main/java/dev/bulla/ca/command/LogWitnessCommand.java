/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.WitnessKeys;
import dev.bulla.ca.WitnessWiring;
import dev.bulla.ca.config.Settings;
import dev.bulla.ca.config.TlsTargets;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.WitnessFolder;
import dev.bulla.ca.observe.LogLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla log witness}: keeps in mind how far other logs are, and signs nothing that contradicts it. */
@Command(
        name = "witness",
        description = "Runs a witness, which signs the checkpoints of logs as long as they only grow.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "It answers /add-checkpoint (C2SP tlog-witness) for the logs of a policy file: lines \"log KEY\" with the key that"
                    + " \"bulla log status\" of the log prints, and \"quorum none\". It prints its own key, which the log's"
                    + " operator puts into a line \"witness NAME KEY URL\" of the policy there.",
            "",
            "Keep its folder: a witness that forgot what it has signed, or that was set back, is none. It needs a machine and"
                    + " a backup that are not those of the logs it watches.",
            "",
            "Example:",
            "  bulla log witness --create --name witness.example.com/w1 --data bulla-witness",
            "  bulla log witness --data bulla-witness --policy logs-to-watch"
        })
final class LogWitnessCommand implements Callable<Integer> {
    private static final Set<String> MAKING = Set.of("--create", "--name", "--data");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for its key and for what it has signed (${DEFAULT-VALUE})",
            defaultValue = "./bulla-witness")
    private Path data = Path.of("");

    @Option(names = "--create", description = "make its key, print what others are told of it, and end")
    private boolean create;

    @Option(names = "--name", paramLabel = "NAME", description = "its name for ever, with --create")
    private @Nullable String name;

    @Option(names = "--policy", paramLabel = "FILE", description = "the logs to watch (C2SP tlog-policy)")
    private @Nullable Path policy;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "address of both ports (${DEFAULT-VALUE})",
            defaultValue = "127.0.0.1")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "where logs ask (${DEFAULT-VALUE})",
            defaultValue = "7380")
    private int port;

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "for /metrics, /livez and /readyz (${DEFAULT-VALUE})",
            defaultValue = "7381")
    private int adminPort;

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "that one address may make (${DEFAULT-VALUE})",
            defaultValue = "20")
    private int perSecond;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "PEM chain of the port; none means no TLS")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file with the private key for it")
    private @Nullable Path key;

    @Option(
            names = "--tls-client-ca",
            paramLabel = "FILE",
            description = "PEM file with authorities: only clients with a certificate of one of them are let in")
    private @Nullable Path clientAuthorities;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (create) {
            refuseOthers();
            return make();
        }
        if (policy == null || name != null) {
            throw usage(policy == null ? "--policy: which logs shall be watched?" : "--name goes with --create");
        }
        LogLines.install(false);
        var started = WitnessWiring.start(order(policy), InstantSource.system());
        try (var server = started.server()) {
            print(started.key());
            server.stopOnSignal().awaitStop();
        }
        return ExitCode.OK;
    }

    /** What is not for making a key would be forgotten when it is. */
    private void refuseOthers() {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(given -> !MAKING.contains(given))
                .findFirst()
                .ifPresent(given -> {
                    throw usage(given + " goes with the start of a witness, not with --create");
                });
    }

    private int make() throws IOException {
        if (name == null) {
            throw usage("--create needs --name, like witness.example.com/w1");
        }
        print(new WitnessKeys(new WitnessFolder(data), Crypto.fastest()).make(name));
        return ExitCode.OK;
    }

    private WitnessWiring.Order order(Path logs) {
        if (perSecond < 1) {
            throw usage("--requests-per-second must be 1 or more, was " + perSecond);
        }
        return new WitnessWiring.Order(
                new WitnessFolder(data),
                logs,
                new WitnessWiring.Listening(
                        new Settings.Address(host, checked("--port", port)),
                        new Settings.Address(host, checked("--admin-port", adminPort)),
                        tls()),
                perSecond);
    }

    private static int checked(String flag, int port) {
        if (port < 0 || port > 0xffff) {
            throw usage(flag + " must be a number from 0 to 65535, was " + port);
        }
        return port;
    }

    private Optional<TlsTargets.Target> tls() {
        if (certificate == null && key == null) {
            if (clientAuthorities != null) {
                throw usage("--tls-client-ca needs --tls-certificate and --tls-key");
            }
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw usage("--tls-certificate and --tls-key go together");
        }
        return Optional.of(new TlsTargets.Target(certificate, key, "", Optional.ofNullable(clientAuthorities)));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private static CommandFailedException usage(String why) {
        return new CommandFailedException(why, ExitCode.USAGE);
    }
}
