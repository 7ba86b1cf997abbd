/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.load.CompareBench;
import dev.bulla.ca.bench.load.CompareReport;
import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.LoadBench;
import dev.bulla.ca.bench.load.LoadPlan;
import dev.bulla.ca.bench.load.SigningRequests;
import java.io.IOException;
import java.net.URI;
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

/** {@code bulla bench compare}. */
@Command(
        name = "compare",
        description =
                "Puts the same load by turns on two running certificate authorities, as on Bulla and the original,"
                        + " and says how they compare.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "Both must trust the issuer that the command plays on this machine, as for bulla bench load. Both get the same"
                    + " requests, and who begins changes from round to round.",
            "Figures of CPU mean most when no server runs on a core of the generator: taskset -c does that. Of an"
                    + " authority and its log name both processes.",
            "",
            "Example:",
            "  bulla bench compare --url http://localhost:5555 --reference http://localhost:5655 --max --rounds 5",
            "  bulla bench compare --url http://localhost:5555 --pid PID --reference http://localhost:5655"
                    + " --reference-pid PID,PID --rate 200"
        })
final class CompareCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Mixin
    private PracticeOptions practice = new PracticeOptions();

    @Option(
            names = "--reference",
            paramLabel = "URL",
            required = true,
            description = "where the other authority answers HTTP")
    private URI reference = URI.create("");

    @Option(
            names = "--reference-pid",
            paramLabel = "PID",
            split = ",",
            description = "its process whose CPU and memory to measure; of several the sum")
    private List<Long> referencePids = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "how often each is measured (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--root", paramLabel = "FILE", description = "root that answers must lead to (as the server says)")
    private @Nullable Path root;

    @Option(
            names = "--log-key",
            paramLabel = "FILE",
            description = "public key of the log that must have promised each certificate (that of the log which the"
                    + " server embeds)")
    private @Nullable Path logKey;

    @Option(names = "--reference-root", paramLabel = "FILE", description = "the same for the other authority")
    private @Nullable Path referenceRoot;

    @Option(names = "--reference-log-key", paramLabel = "FILE", description = "the same for the other authority")
    private @Nullable Path referenceLogKey;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where requests are kept while it runs, about 8 KiB each (the system's for temporary files)")
    private @Nullable Path folder;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        practice.expectSensible();
        CommandFailedException.expect(
                rounds >= 1 && rounds <= MOST_ROUNDS, "--rounds must be from 1 to " + MOST_ROUNDS);
        var plan = options.plan();
        var other = plan.on(options.target("--reference", reference));
        var report = practice.measured(
                List.of(plan.target(), other.target()), options.mix(), it -> measured(plan, other, it));
        var out = spec.commandLine().getOut();
        out.print(json ? JsonMapper.shared().writeValueAsString(report.fields()) + "\n" : report.text());
        out.flush();
        return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    private CompareReport measured(LoadPlan plan, LoadPlan other, Identities identities)
            throws IOException, InterruptedException {
        var ours = options.server();
        var others = LoadOptions.processes("--reference-pid", referencePids);
        LoadOptions.awaitServer(plan.target(), options.url(), Duration.ZERO);
        LoadOptions.awaitServer(other.target(), reference, Duration.ZERO);
        var judge = new GivenTrust("--log-key", root, logKey).judge(options.url(), this::tell);
        var otherJudge =
                new GivenTrust("--reference-log-key", referenceRoot, referenceLogKey).judge(reference, this::tell);
        var bench = new CompareBench(
                new LoadBench(plan, requests(plan, identities), judge, ours, this::tell),
                new LoadBench(other, requests(other, identities), otherJudge, others, this::tell),
                rounds,
                this::tell);
        bench.tryOnce();
        try (var scratch = ScratchFolder.in(folder)) {
            return bench.run(scratch.path(), options.requests(plan));
        }
    }

    private SigningRequests requests(LoadPlan plan, Identities identities) {
        return new SigningRequests(plan.target(), identities, options.mix(), options.keyType());
    }

    private void tell(String news) {
        spec.commandLine().getErr().println(news);
        spec.commandLine().getErr().flush();
    }
}
