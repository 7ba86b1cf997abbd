/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.LoadBench;
import dev.bulla.ca.bench.load.LoadPlan;
import dev.bulla.ca.bench.load.LoadReport;
import dev.bulla.ca.bench.load.SigningRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final int LONGEST_WAIT = 3600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(names = "--print-trust", description = "print the issuer configuration that the server needs, and end")
    private boolean printTrust;

    @Mixin
    private PracticeOptions practice = new PracticeOptions();

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
        practice.expectSensible();
        LoadOptions.expect(wait >= 0 && wait <= LONGEST_WAIT, "--wait must be from 0 to " + LONGEST_WAIT);
        var out = spec.commandLine().getOut();
        if (printTrust) {
            out.print(practice.trust());
            out.flush();
            return ExitCode.OK;
        }
        var plan = options.plan();
        var report = practice.measured(List.of(plan.target()), options.mix(), identities -> measured(plan, identities));
        out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.text());
        out.flush();
        return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    private LoadReport measured(LoadPlan plan, Identities identities) throws IOException, InterruptedException {
        var count = options.requests(plan);
        var server = options.server();
        var requests = new SigningRequests(plan.target(), identities, options.mix(), options.keyType());
        LoadOptions.awaitServer(plan.target(), options.url(), Duration.ofSeconds(wait));
        var bench = new LoadBench(
                plan,
                requests,
                new GivenTrust("--log-key", root, logKey).judge(options.url(), this::tell),
                server,
                this::tell);
        bench.tryOnce();
        try (var scratch = ScratchFolder.in(folder)) {
            return bench.run(scratch.path(), count);
        }
    }

    private void tell(String news) {
        spec.commandLine().getErr().println(news);
        spec.commandLine().getErr().flush();
    }
}
