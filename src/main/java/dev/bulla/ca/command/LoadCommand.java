/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.LoadBench;
import dev.bulla.ca.bench.load.LoadPlan;
import dev.bulla.ca.bench.load.LoadReport;
import dev.bulla.ca.bench.load.PracticeIdentities;
import dev.bulla.ca.bench.load.SigningRequests;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.practice.PracticeIssuer;
import dev.bulla.ca.practice.PracticeKey;
import dev.bulla.ca.transparency.LogKeyFile;
import dev.bulla.ctlog.LogKey;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code bulla bench load}. */
@Command(
        name = "load",
        description = "Puts load on a running certificate authority, ours or any that speaks Fulcio's protocol, and"
                + " measures it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "The server must trust the issuer that the command plays on this machine: start it with the configuration"
                    + " that --print-trust prints, or bring tokens along with --tokens.",
            "It ends with 1 when the first request gives no good certificate, and when one that is verified is bad.",
            "",
            "Example:",
            "  bulla bench load --print-trust > /tmp/practice.yaml",
            "  bulla serve --config config/development.yaml --config-path /tmp/practice.yaml --data /tmp/practice",
            "  bulla bench load --url http://localhost:5555 --max --connections 64",
            "  bulla bench load --url http://localhost:5555 --rate 500 --mix github,email,csr --pid PID"
        })
final class LoadCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_WAIT = 3600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(names = "--print-trust", description = "print the issuer configuration that the server needs, and end")
    private boolean printTrust;

    @Option(
            names = "--issuer-port",
            paramLabel = "N",
            defaultValue = "7655",
            description = "port of the issuer that is played (${DEFAULT-VALUE})")
    private int issuerPort;

    @Option(
            names = "--issuer-key",
            paramLabel = "FILE",
            description = "the issuer's key; made if there is none (a new one for each run)")
    private @Nullable Path issuerKey;

    @Option(names = "--tokens", paramLabel = "FILE", description = "tokens to use instead, one a line")
    private @Nullable Path tokens;

    @Option(names = "--root", paramLabel = "FILE", description = "root that answers must lead to (as the server says)")
    private @Nullable Path root;

    @Option(
            names = "--log-key",
            paramLabel = "FILE",
            description = "public key of the log that must have promised each certificate (that of the log which the"
                    + " server embeds)")
    private @Nullable Path logKey;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "how long to wait for the server to start, with the issuer running (${DEFAULT-VALUE})")
    private int wait;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where requests are kept while it runs, about 4 KiB each (the system's for temporary files)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadOptions.expect(
                issuerPort >= 0 && issuerPort <= HIGHEST_PORT, "--issuer-port must be from 0 to " + HIGHEST_PORT);
        LoadOptions.expect(wait >= 0 && wait <= LONGEST_WAIT, "--wait must be from 0 to " + LONGEST_WAIT);
        var out = spec.commandLine().getOut();
        if (printTrust) {
            out.print(PracticeIssuer.trust(issuerPort));
            out.flush();
            return ExitCode.OK;
        }
        var plan = options.plan();
        var report = tokens == null ? withPracticeIssuer(plan) : measured(plan, GivenIdentities.read(tokens));
        out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.text());
        out.flush();
        return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    private LoadReport withPracticeIssuer(LoadPlan plan) throws IOException, InterruptedException {
        if (!plan.target().isThisMachine()) {
            throw new CommandFailedException(
                    "a server on another machine cannot reach the issuer on this one: bring tokens along with --tokens",
                    ExitCode.USAGE);
        }
        try (var issuer = PracticeIssuer.start(issuerPort, issuerKey(), InstantSource.system())) {
            return measured(plan, new PracticeIdentities(issuer, options.mix()));
        } catch (BindException e) {
            throw new CommandFailedException(
                    "port %d for the issuer is taken: give another with --issuer-port".formatted(issuerPort));
        } catch (LoadBench.NotServedException e) {
            throw new CommandFailedException("""
                    %s
                    The server must trust the issuer at http://127.0.0.1:%d: start it with the configuration that
                      bulla bench load --print-trust --issuer-port %d
                    prints, as its --config-path.""".formatted(e.getMessage(), issuerPort, issuerPort));
        }
    }

    private PracticeKey issuerKey() throws IOException {
        try {
            return issuerKey == null ? PracticeKey.fresh() : PracticeKey.keptIn(issuerKey);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private LoadReport measured(LoadPlan plan, Identities identities) throws IOException, InterruptedException {
        var count = options.requests(plan);
        var server = options.server();
        var requests = new SigningRequests(plan.target(), identities, options.mix(), options.keyType());
        awaitServer(plan);
        var bench = new LoadBench(plan, requests, judge(options.url()), server, this::tell);
        bench.tryOnce();
        try (var scratch = ScratchFolder.in(folder)) {
            return bench.run(scratch.path(), count);
        }
    }

    private void awaitServer(LoadPlan plan) {
        try {
            plan.target().await(Duration.ofSeconds(wait));
        } catch (IOException e) {
            throw new CommandFailedException("nobody answers at " + options.url() + "; is the server running there?");
        }
    }

    private AnswerJudge judge(URI url) throws IOException, InterruptedException {
        var published = PublishedTrust.of(url);
        var roots = root == null
                ? published.roots()
                : List.of(CertificateReader.read(Files.readAllBytes(root)).getLast());
        var logs = logKey == null ? published.logs() : List.of(logKey(logKey));
        if (logs.isEmpty()) {
            tell("the server's log is not known, so its promises are not verified: --log-key changes that");
        }
        return new AnswerJudge(roots, logs);
    }

    private static LogKey logKey(Path file) {
        try {
            return LogKeyFile.read(file, Crypto.fastest());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String news) {
        spec.commandLine().getErr().println(news);
        spec.commandLine().getErr().flush();
    }
}
