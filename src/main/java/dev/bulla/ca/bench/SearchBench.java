/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.ClosedLog;
import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.IdentityQuery;
import dev.bulla.ctlog.LogFill;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.SearchUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures the search by identity in a log of many builds: how large its index is, how long it takes to make, how long to ask. */
public final class SearchBench {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Duration SINCE = Duration.ofHours(24);
    private static final long SEED = 4711;

    private final Plan plan;
    private final Consumer<String> news;
    private final Crypto crypto = Crypto.fastest();
    private final BuildCertificates builds;
    private final BenchedLog benched;

    /**
     * What is measured.
     *
     * @param entries      of the log
     * @param repositories that builds are of
     * @param searches     of each kind
     */
    public record Plan(long entries, int repositories, int searches) {}

    /** A kind of search, and how one is made up. */
    private record Kind(String name, Supplier<IdentityQuery> next) {}

    /** @param news hears what is being done */
    public SearchBench(Path folder, Plan plan, Consumer<String> news) {
        this.plan = plan;
        this.news = news;
        this.builds = BuildCertificates.make(crypto, plan.repositories());
        this.benched = new BenchedLog(folder, crypto, builds.authority().authority());
    }

    public SearchBenchReport run() throws IOException, InterruptedException {
        fill();
        var started = System.nanoTime();
        var sizes = index();
        var seconds = (System.nanoTime() - started) / 1e9;
        var runs = new ArrayList<SearchBenchReport.Run>();
        try (var log = benched.open()) {
            untilIndexed(log);
            for (var kind : kinds()) {
                news.accept("searching " + kind.name());
                runs.add(search(log, kind));
            }
        }
        return new SearchBenchReport(plan, sizes, seconds, runs);
    }

    private void fill() throws IOException, InterruptedException {
        try (var log = benched.open()) {
            LogFill.ofPrecertificates(log, builds.sample(), builds::numbered)
                    .add(
                            plan.entries(),
                            done -> news.accept("filling the log: %,d of %,d".formatted(done, plan.entries())));
        }
    }

    private ClosedLog.IndexSizes index() throws IOException {
        news.accept("making the indexes anew");
        try (var log = ClosedLog.open(benched.log(), crypto.provider())) {
            return log.index(_ -> {});
        } catch (LogStartException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<Kind> kinds() {
        var random = new Random(SEED);
        return List.of(
                new Kind("repository", () -> query(repository(random), false, Optional.empty())),
                new Kind("repository, since", () -> query(repository(random), false, Optional.of(SINCE))),
                new Kind("repository that never built", () -> query("bench-owner/none", false, Optional.empty())),
                new Kind("owner, as a prefix", () -> query("bench-owner/", true, Optional.empty())));
    }

    private String repository(Random random) {
        return builds.repository(random.nextInt(builds.repositories()));
    }

    private static IdentityQuery query(String repository, boolean isPrefix, Optional<Duration> since) {
        return new IdentityQuery(
                new IdentityQuery.Wanted(IdentityKind.REPOSITORY, repository, isPrefix),
                since.map(Instant.now()::minus),
                Optional.empty(),
                OptionalLong.empty(),
                IdentityQuery.USUAL_LIMIT);
    }

    /** The first searches are slower than all that follow; a person who asks once notices them. */
    private SearchBenchReport.Run search(CertificateLog log, Kind kind) {
        var latencies = new Latencies();
        var found = 0L;
        var first = 0L;
        for (var i = 0; i < plan.searches(); i++) {
            var query = kind.next().get();
            var start = System.nanoTime();
            found += log.search(query).entries().size();
            var took = System.nanoTime() - start;
            latencies.took(took);
            first = i == 0 ? took : first;
        }
        return new SearchBenchReport.Run(kind.name(), found / (double) plan.searches(), first, latencies);
    }

    private void untilIndexed(CertificateLog log) throws InterruptedException {
        while (true) {
            try {
                log.search(query("bench-owner/none", false, Optional.empty()));
                return;
            } catch (SearchUnavailableException _) {
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }
}
