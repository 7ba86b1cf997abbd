/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import dev.bulla.ca.bench.growth.GrowthBench;
import dev.bulla.ca.bench.growth.GrowthPlan;
import dev.bulla.ca.bench.growth.GrowthPlot;
import dev.bulla.ca.bench.growth.GrowthReport;
import dev.bulla.ca.bench.load.PracticeIdentities;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.practice.PracticeIssuer;
import dev.bulla.ca.practice.PracticeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulla bench growth}. */
@Command(
        name = "growth",
        description = "Measures what a certificate costs with more entries in the log, more issuers configured and more"
                + " connections: as a table and as a drawing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        footer = {
            "",
            "It starts servers of its own, one for each measurement, on data that is made for it and deleted after it."
                    + " The first number of each list holds wherever another is varied. Large logs take long to fill, and"
                    + " are filled for each measurement.",
            "",
            "Example:",
            "  bulla bench growth --out bench",
            "  bulla bench growth --out bench --folder /mnt/disk --rounds 5 --time 20 --rate 100"
                    + " --entries 1000,100000,1000000 --issuers 2,100,10000 --connections 16,1,256,4000"
        })
final class GrowthCommand implements Callable<Integer> {
    private static final long MOST_ENTRIES = 100_000_000;
    private static final long MOST_ISSUERS = 100_000;
    private static final long MOST_CONNECTIONS = 8_000;
    private static final int FEWEST_ISSUERS = 2;
    private static final int MOST_VALUES = 10;
    private static final int MOST_ROUNDS = 100;
    private static final int LONGEST = 600;
    private static final int FASTEST = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--entries",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000,100000",
            description = "in the log when a measurement begins (${DEFAULT-VALUE})")
    private List<Long> entries = List.of();

    @Option(
            names = "--issuers",
            paramLabel = "N",
            split = ",",
            defaultValue = "2,100,10000",
            description = "configured, with the two that are played (${DEFAULT-VALUE})")
    private List<Long> issuers = List.of();

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            defaultValue = "16,1,64,256",
            description = "with load on them (${DEFAULT-VALUE})")
    private List<Long> connections = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "so many requests a second (as many as the server takes)")
    private @Nullable Integer rate;

    @Option(
            names = "--entry-size",
            paramLabel = "BYTES",
            defaultValue = "1200",
            description =
                    "about how large an entry is in the log's data tiles; less than 700 for very many of them, which"
                            + " are no precertificates (${DEFAULT-VALUE})")
    private int entrySize;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "how often each point is measured (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "how long each time (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "load before that, which does not count (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--no-pin", description = "let server and generator share all cores")
    private boolean noPin;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "folder for growth.md and growth.svg, which are replaced")
    private Path out = Path.of("");

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "folder on the disk to measure; what is made in it is deleted (the system's for temporary"
                    + " files)")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var plan = plan();
        Files.createDirectories(out);
        var report = measured(plan);
        Files.writeString(out.resolve("growth.md"), report.markdown());
        Files.writeString(out.resolve("growth.svg"), GrowthPlot.svg(report));
        var told = spec.commandLine().getOut();
        told.print(report.markdown());
        told.flush();
        return report.isGood() ? ExitCode.OK : ExitCode.FAILED;
    }

    private GrowthReport measured(GrowthPlan plan) throws IOException, InterruptedException {
        try (var scratch = LastingScratch.in(folder);
                var issuer = PracticeIssuer.start(0, PracticeKey.fresh(), InstantSource.system())) {
            var around = new GrowthBench.Surroundings(
                    new PracticeIdentities(issuer, List.of(RequestKind.GITHUB)),
                    issuer.trust(),
                    url -> new GivenTrust("a public log", null, null).judge(url, this::tell),
                    !noPin);
            return new GrowthBench(plan, around, this::tell).run(scratch.path());
        }
    }

    private GrowthPlan plan() {
        expectWithin("--entries", entries, 1, MOST_ENTRIES);
        expectWithin("--issuers", issuers, FEWEST_ISSUERS, MOST_ISSUERS);
        expectWithin("--connections", connections, 1, MOST_CONNECTIONS);
        expectWithin("--rounds", List.of((long) rounds), 1, MOST_ROUNDS);
        expectWithin("--time", List.of((long) seconds), 1, LONGEST);
        expectWithin("--warm-up", List.of((long) warmUp), 0, LONGEST);
        expectWithin("--entry-size", List.of((long) entrySize), 8, 32_000);
        expectWithin("--rate", rate == null ? List.of(1L) : List.of((long) rate), 1, FASTEST);
        return new GrowthPlan(
                entries,
                issuers,
                connections,
                Optional.ofNullable(rate),
                entrySize,
                rounds,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(seconds));
    }

    private static void expectWithin(String option, List<Long> values, long least, long most) {
        CommandFailedException.expect(
                !values.isEmpty()
                        && values.size() <= MOST_VALUES
                        && values.stream().allMatch(it -> it >= least && it <= most),
                "%s must be from %d to %d".formatted(option, least, most));
    }

    private void tell(String news) {
        spec.commandLine().getErr().println(news);
        spec.commandLine().getErr().flush();
    }
}
