/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.KeyType;
import dev.bulla.ca.bench.load.LoadBench;
import dev.bulla.ca.bench.load.LoadPlan;
import dev.bulla.ca.bench.load.LoadReport;
import dev.bulla.ca.bench.load.Pace;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.bench.load.SigningRequests;
import dev.bulla.ca.bench.load.Target;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla warm-up}. */
@Command(
        name = "warm-up",
        description = "Lets a server of its own, of which nothing is left afterwards, issue certificates for some"
                + " seconds. As ./bulla warm-up, without options, it also writes down what Java learned by that, and all"
                + " that is started later starts faster; ./bulla does so by itself the first time after a build.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {"", "Example:", "  bulla warm-up"})
final class WarmUpCommand implements Callable<Integer> {
    private static final int LONGEST = 60;
    private static final int CONNECTIONS = 8;
    private static final int REQUESTS = 300;
    private static final int OVER_GRPC = 50;
    private static final int SAMPLED = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<RequestKind> MIX = List.of(RequestKind.values());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description = "how long to ask over HTTP without a pause (${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandFailedException.expect(seconds >= 1 && seconds <= LONGEST, "--time must be from 1 to " + LONGEST);
        try (var server = DemoServer.start(new DemoServer.Ports(0, 0, 0, 0))) {
            var identities = server.identities(MIX);
            askOverGrpc(server, identities);
            var report = askOverHttp(server, identities);
            var out = spec.commandLine().getOut();
            out.print(report.text());
            out.flush();
            return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static void askOverGrpc(DemoServer server, Identities identities) {
        try (var client = new GrpcSigningClient(server.grpcPort(), identities)) {
            for (var number = 0; number < OVER_GRPC; number++) {
                client.request(number);
            }
        }
    }

    private LoadReport askOverHttp(DemoServer server, Identities identities) throws IOException, InterruptedException {
        var url = URI.create(server.url());
        var published = PublishedTrust.of(url);
        var judge = new AnswerJudge(published.roots(), published.logs());
        var plan = plan(url);
        var requests = new SigningRequests(plan.target(), identities, MIX, KeyType.P256);
        var bench = new LoadBench(plan, requests, judge, Optional.empty(), news -> {});
        bench.tryOnce();
        return bench.run(server.folder(), REQUESTS);
    }

    private LoadPlan plan(URI url) throws IOException {
        var timing = new LoadPlan.Timing(Duration.ZERO, Duration.ofSeconds(seconds), PATIENCE);
        return new LoadPlan(Target.of(url), Pace.Most.MOST, timing, CONNECTIONS, SAMPLED);
    }
}
