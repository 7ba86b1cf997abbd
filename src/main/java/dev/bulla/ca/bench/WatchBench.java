/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.outbound.Caller;
import dev.bulla.ca.outbound.Proxies;
import dev.bulla.ca.outbound.TlsRoots;
import dev.bulla.ca.watch.JsonObjects;
import dev.bulla.ca.watch.LogPages;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.IdentityKind;
import dev.bulla.ctlog.LogFill;
import dev.bulla.ctlog.LogMisbehavedException;
import dev.bulla.ctlog.LogStartException;
import dev.bulla.ctlog.LogWatch;
import dev.bulla.ctlog.WatchedIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Measures how fast a log is followed: over HTTP, every head and entry verified, with many identities watched for. The log is
 * served by the same process, which takes its share of the machine.
 */
public final class WatchBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Plan plan;
    private final Consumer<String> news;
    private final Crypto crypto = Crypto.fastest();

    /**
     * What is measured.
     *
     * @param entries   that the log has
     * @param entrySize about how many bytes one takes in the data tiles
     * @param watched   how many identities are watched for
     * @param threads   how many questions are asked at once
     */
    public record Plan(long entries, int entrySize, int watched, int threads) {}

    /** @param news hears what is being done */
    public WatchBench(Path folder, Plan plan, Consumer<String> news) {
        this.folder = folder;
        this.plan = plan;
        this.news = news;
    }

    public WatchReport run() throws IOException, InterruptedException {
        var authority = PracticeAuthority.make(crypto, plan.entrySize());
        try (var log = new BenchedLog(folder, crypto, authority.authority()).open()) {
            var sample = authority.precertificate(0);
            LogFill.ofPrecertificates(log, authority.below(sample), authority.numberAt(sample))
                    .add(
                            plan.entries(),
                            done -> news.accept("filling the log: %,d of %,d".formatted(done, plan.entries())));
            var runs = new ArrayList<WatchReport.Run>();
            try (var served = ServedLog.start(log)) {
                for (var api : LogWatch.Api.values()) {
                    news.accept("following it as " + api);
                    runs.add(follow(log, served, api));
                }
            }
            return new WatchReport(crypto.name(), plan, runs);
        }
    }

    private WatchReport.Run follow(CertificateLog log, ServedLog served, LogWatch.Api api)
            throws IOException, InterruptedException {
        try (var way = new Caller(TlsRoots.system(Map.of()), Proxies.NONE, PATIENCE)) {
            var pages = new LogPages(way, served.url(), PATIENCE, Thread::sleep);
            var target = new LogWatch.Target(log.key(), pages, JsonObjects::parse, Optional.of(api));
            var wishes = new LogWatch.Wishes(watched(), false, plan.threads(), _ -> {});
            var start = System.nanoTime();
            var found = new AtomicLong();
            try (var watch = LogWatch.open(target, folder.resolve("watch-" + api), wishes, crypto.provider())) {
                var place = watch.look(it -> found.addAndGet(it.found().size()));
                return new WatchReport.Run(api.name(), place.next(), (System.nanoTime() - start) / 1e9, found.get());
            }
        } catch (LogStartException | CheckFailedException | LogMisbehavedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Half of them beginnings, and none that the entries match: a match in every entry is nobody's case. */
    private List<WatchedIdentity> watched() {
        var watched = new ArrayList<WatchedIdentity>();
        for (var number = 0; number < plan.watched(); number++) {
            var text = "https://bench.invalid/%d/%s".formatted(number, "y".repeat(number % 40));
            watched.add(new WatchedIdentity(IdentityKind.WORKFLOW, text, number % 2 == 0));
        }
        return watched;
    }
}
