/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import com.sun.management.ThreadMXBean;
import dev.bulla.ca.bench.load.Connection;
import dev.bulla.ca.bench.load.Target;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.CertificateLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Measures the write API of a log: precertificates over HTTP, each answered when its entry is durable. Clients and server are
 * one process and share the machine.
 */
public final class SubmitBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);
    private static final int OK = 200;
    private static final int LATER = 503;

    /** More than any run takes in a second; what is not used was signed in vain. */
    private static final int MOST_PER_SECOND = 12_000;

    private static final int MOST_PER_CLIENT = 1_500;

    /** One promise of so many is verified. */
    private static final int VERIFIED = 100;

    private final Path folder;
    private final Plan plan;
    private final Consumer<String> news;
    private final Crypto crypto = Crypto.fastest();
    private final PracticeAuthority authority;
    private long numbers;

    /**
     * What is measured.
     *
     * @param clients   a run for each of these numbers; each client has a connection and waits for its answer
     * @param time      of each run
     * @param entrySize about how many bytes an entry takes in the data tiles
     */
    public record Plan(List<Integer> clients, Duration time, int entrySize) {
        public Plan {
            clients = List.copyOf(clients);
        }
    }

    /** @param news hears what is being done */
    public SubmitBench(Path folder, Plan plan, Consumer<String> news) {
        this.folder = folder;
        this.plan = plan;
        this.news = news;
        this.authority = PracticeAuthority.make(crypto, plan.entrySize());
    }

    public LogBenchReport run() throws IOException, InterruptedException {
        news.accept("measuring the disk");
        var floor = DiskFloor.measure(folder);
        var runs = new ArrayList<LogRun>();
        try (var log = new BenchedLog(folder, crypto, authority.authority()).openForOthers();
                var served = SubmittedLog.start(log)) {
            var shard = log.current().orElseThrow().taking();
            for (var clients : plan.clients()) {
                runs.add(run(shard, served.target(), clients));
            }
        }
        return new LogBenchReport(crypto.name(), floor, runs, Optional.empty());
    }

    private LogRun run(CertificateLog log, Target target, int clients) throws IOException, InterruptedException {
        var first = numbers;
        var count = (int) (Math.min(MOST_PER_SECOND, (long) clients * MOST_PER_CLIENT)
                * Math.max(1, plan.time().toSeconds()));
        numbers += count;
        news.accept("signing %,d precertificates".formatted(count));
        var requests = new SubmissionRequests(authority, target);
        try (var prepared =
                Prepared.make(folder, count, requests.largest(), number -> requests.request(first + number))) {
            news.accept("submitting with %d clients, for %d s"
                    .formatted(clients, plan.time().toSeconds()));
            return measured(log, prepared, new Round(target, clients, new PromiseCheck(log, authority, first)));
        }
    }

    /** Who submits what to whom. */
    private record Round(Target target, int clients, PromiseCheck check) {}

    private LogRun measured(CertificateLog log, Prepared requests, Round round)
            throws IOException, InterruptedException {
        var before = log.status().size();
        var refused = new AtomicLong();
        var latencies = new Latencies();
        var next = new AtomicInteger();
        var allocated = allocated();
        var start = System.nanoTime();
        var end = start + plan.time().toNanos();
        var failure = Crew.run(round.clients(), _ -> {
            try (var connection = new Connection(round.target(), PATIENCE)) {
                for (var i = next.getAndIncrement();
                        i < requests.count() && System.nanoTime() < end;
                        i = next.getAndIncrement()) {
                    submit(i, requests.get(i), connection, new Seen(latencies, refused, round.check()));
                }
            }
        });
        var seconds = (System.nanoTime() - start) / 1e9;
        if (failure.isPresent()) {
            throw failure.get();
        }
        expectAll(log.status().size() - before, latencies.count());
        var perEntry = (allocated() - allocated) / Math.max(1, latencies.count());
        return new LogRun(
                before, round.clients(), refused.get(), seconds, latencies, new LogRun.Cost(perEntry, live()));
    }

    /** What is kept of the answers. */
    private record Seen(Latencies latencies, AtomicLong refused, PromiseCheck check) {}

    private static void submit(int number, byte[] request, Connection connection, Seen seen)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        var answer = connection.exchange(request);
        if (answer.status() == OK) {
            seen.latencies().took(System.nanoTime() - start);
            if (number % VERIFIED == 0) {
                seen.check().expectPromise(number, answer.body().array());
            }
        } else if (answer.status() == LATER) {
            seen.refused().incrementAndGet();
            Thread.sleep(BETWEEN_TRIES);
        } else {
            throw new IOException(
                    "the log answers " + answer.status() + ": " + answer.body().text());
        }
    }

    private static void expectAll(long entered, long promised) throws IOException {
        if (entered != promised) {
            throw new IOException("%d entries were promised, and the log has %d more".formatted(promised, entered));
        }
    }

    /** By all threads since the process began. */
    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }

    private static long live() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
