/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import dev.bulla.ca.bench.FilledLog;
import dev.bulla.ca.bench.Prepared;
import dev.bulla.ca.bench.load.Identities;
import dev.bulla.ca.bench.load.Judge;
import dev.bulla.ca.bench.load.KeyType;
import dev.bulla.ca.bench.load.LoadBench;
import dev.bulla.ca.bench.load.LoadPlan;
import dev.bulla.ca.bench.load.Pace;
import dev.bulla.ca.bench.load.RequestKind;
import dev.bulla.ca.bench.load.ServerProcesses;
import dev.bulla.ca.bench.load.SigningRequests;
import dev.bulla.ca.bench.load.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures what a certificate costs with small and large logs, few and many issuers, few and many connections. Each
 * measurement has a server and a data folder of its own, so that none inherits anything from the one before.
 */
public final class GrowthBench {
    private static final int REQUESTS = 2_000;
    private static final int SAMPLED = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GrowthPlan plan;
    private final Surroundings around;
    private final Consumer<String> news;

    /**
     * What a measurement needs from outside.
     *
     * @param identities who asks for certificates
     * @param trust      the issuer configuration of a server that believes them, which starts with its issuers
     * @param judges     of the answers of the server at an address
     * @param isPinned   whether server and generator are to have cores of their own
     */
    public record Surroundings(Identities identities, String trust, Judges judges, boolean isPinned) {}

    /** Finds out how the answers of a server are judged. */
    @FunctionalInterface
    public interface Judges {
        Judge of(URI url) throws IOException, InterruptedException;
    }

    /** @param news hears what is being done */
    public GrowthBench(GrowthPlan plan, Surroundings around, Consumer<String> news) {
        this.plan = plan;
        this.around = around;
        this.news = news;
    }

    /** @param folder for data, requests and what servers say; what is made in it is deleted again */
    public GrowthReport run(Path folder) throws IOException, InterruptedException {
        var measured = new HashMap<GrowthPoint, List<Measurement>>();
        var own = ProcessHandle.current().pid();
        news.accept("making %,d requests".formatted(REQUESTS));
        try (var requests = requests(Target.of(URI.create("http://127.0.0.1"))).prepare(folder, REQUESTS);
                var pinning = around.isPinned() ? Pinning.of(own) : Pinning.none("--no-pin was given")) {
            news.accept(pinning.told());
            for (var round = 0; round < plan.rounds(); round++) {
                for (var point : plan.order(round)) {
                    news.accept("round %d of %d: %,d entries, %,d issuers, %,d connections"
                            .formatted(
                                    round + 1, plan.rounds(), point.entries(), point.issuers(), point.connections()));
                    var report =
                            new PointFolder(folder.resolve("point")).with(it -> measure(point, it, pinning, requests));
                    measured.computeIfAbsent(point, _ -> new ArrayList<>()).add(report);
                }
            }
            return new GrowthReport(plan, Map.copyOf(measured), pinning.told());
        }
    }

    private Measurement measure(GrowthPoint point, Path folder, Pinning pinning, Prepared requests)
            throws IOException, InterruptedException {
        var data = folder.resolve("data");
        var anchor = folder.resolve("anchor");
        FilledLog.make(new FilledLog.Place(data, anchor), point.entries(), plan.entrySize(), news);
        var issuers =
                Files.writeString(folder.resolve("issuers.yaml"), ManyIssuers.with(around.trust(), point.issuers()));
        try (var server =
                ServerProcess.start(pinning.before(), flags(data, anchor, issuers), folder.resolve("server.log"))) {
            var url = URI.create("http://127.0.0.1:" + server.port());
            var load = plan(point, Target.of(url));
            var bench = new LoadBench(
                    load,
                    requests(load.target()),
                    around.judges().of(url),
                    Optional.of(ServerProcesses.numbered(List.of(server.number()))),
                    news);
            bench.tryOnce();
            try (var same = requests(load.target()).prepareAs(requests, folder)) {
                return Measurement.of(bench.run(same));
            }
        }
    }

    private LoadPlan plan(GrowthPoint point, Target target) {
        var timing = new LoadPlan.Timing(plan.warmUp(), plan.counted(), PATIENCE);
        var pace = plan.rate().<Pace>map(Pace.Rate::new).orElse(Pace.Most.MOST);
        return new LoadPlan(target, pace, timing, Math.toIntExact(point.connections()), SAMPLED);
    }

    private SigningRequests requests(Target target) {
        return new SigningRequests(target, around.identities(), List.of(RequestKind.GITHUB), KeyType.P256);
    }

    private static List<String> flags(Path data, Path anchor, Path issuers) {
        return List.of(
                "--ca=ephemeralca",
                "--config-path=" + issuers,
                "--data=" + data,
                "--log-anchor=" + anchor,
                "--log-origin=" + FilledLog.ORIGIN,
                "--host=127.0.0.1",
                "--grpc-host=127.0.0.1",
                "--admin-host=127.0.0.1",
                "--port=0",
                "--grpc-port=0",
                "--metrics-port=0");
    }
}
