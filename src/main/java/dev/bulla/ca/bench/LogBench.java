/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import com.sun.management.ThreadMXBean;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ctlog.CertificateLog;
import dev.bulla.ctlog.NotLoggedException;
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

/** Measures the embedded log alone in a folder: no HTTP, no tokens, no authority that waits. */
public final class LogBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);

    /** More than any run takes in a second; what is not used was signed in vain. */
    private static final int MOST_PER_SECOND = 20_000;

    private static final int MOST_PER_WRITER = 1_500;

    /** By so many bytes at most. */
    private static final int SIGNATURES_DIFFER = 4;

    /** Below this an entry cannot be a precertificate. */
    private final Plan plan;

    private final Consumer<String> news;
    private final Crypto crypto = Crypto.fastest();
    private final PracticeAuthority authority;
    private final BenchedLog benched;
    private long numbers = Long.MAX_VALUE / 2;

    /**
     * What is measured.
     *
     * @param writers   a run for each of these numbers
     * @param time      of each run
     * @param entrySize about how many bytes an entry takes in the data tiles
     * @param fill      how many entries to fill the log with before it is measured once more; 0 for none
     */
    public record Plan(List<Integer> writers, Duration time, int entrySize, long fill) {
        public Plan {
            writers = List.copyOf(writers);
        }
    }

    /** @param news hears what is being done */
    public LogBench(Path folder, Plan plan, Consumer<String> news) {
        this.plan = plan;
        this.news = news;
        this.authority = PracticeAuthority.make(crypto, plan.entrySize());
        this.benched = new BenchedLog(folder, crypto, authority.authority());
    }

    public LogBenchReport run(Path folder) throws IOException, InterruptedException {
        news.accept("measuring the disk");
        var floor = DiskFloor.measure(folder);
        var runs = new ArrayList<LogRun>();
        try (var log = benched.open()) {
            measure(folder, log, runs);
            if (plan.fill() == 0) {
                return report(floor, runs, Optional.empty());
            }
        }
        var filled = fill();
        var start = System.nanoTime();
        try (var log = benched.open()) {
            var opened = seconds(start);
            measure(folder, log, runs);
            return report(floor, runs, Optional.of(filled.openedIn(opened)));
        }
    }

    private LogBenchReport report(Latencies floor, List<LogRun> runs, Optional<LogBenchReport.Filled> filled) {
        return new LogBenchReport(crypto.name(), floor, runs, filled);
    }

    private LogBenchReport.Filled fill() throws IOException, InterruptedException {
        var start = System.nanoTime();
        var size = 0L;
        try (var log = benched.open()) {
            FilledLog.filling(log, authority, plan.entrySize(), numbers++)
                    .add(plan.fill(), done -> news.accept("filling the log: %,d of %,d".formatted(done, plan.fill())));
            size = log.status().size();
        }
        return new LogBenchReport.Filled(plan.fill(), seconds(start), size, benched.bytes(), 0);
    }

    private void measure(Path folder, CertificateLog log, List<LogRun> runs) throws IOException, InterruptedException {
        for (var writers : plan.writers()) {
            var count = (int) Math.min(
                    Integer.MAX_VALUE,
                    perSecond(writers) * Math.max(1, plan.time().toSeconds()));
            news.accept("signing %,d precertificates".formatted(count));
            try (var submissions = prepared(folder, count)) {
                numbers += count;
                news.accept("writing with %d at a time, for %d s"
                        .formatted(writers, plan.time().toSeconds()));
                runs.add(run(log, submissions, writers));
            }
        }
    }

    private Prepared prepared(Path folder, int count) throws IOException, InterruptedException {
        var first = numbers;
        var largest = authority.precertificate(first).length + SIGNATURES_DIFFER;
        return Prepared.make(folder, count, largest, number -> authority.precertificate(first + number));
    }

    private static long perSecond(int writers) {
        return Math.min(MOST_PER_SECOND, (long) writers * MOST_PER_WRITER);
    }

    private LogRun run(CertificateLog log, Prepared submissions, int writers) throws IOException, InterruptedException {
        var before = log.status().size();
        var refused = new AtomicLong();
        var latencies = new Latencies();
        var next = new AtomicInteger();
        var allocated = allocated();
        var start = System.nanoTime();
        var end = start + plan.time().toNanos();
        var failure = Crew.run(writers, _ -> {
            for (var i = next.getAndIncrement();
                    i < submissions.count() && System.nanoTime() < end;
                    i = next.getAndIncrement()) {
                submit(log, submissions.get(i), latencies, refused);
            }
        });
        var seconds = seconds(start);
        if (failure.isPresent()) {
            throw failure.get();
        }
        var perEntry = (allocated() - allocated) / Math.max(1, latencies.count());
        return new LogRun(before, writers, refused.get(), seconds, latencies, new LogRun.Cost(perEntry, live()));
    }

    private void submit(CertificateLog log, byte[] precertificate, Latencies latencies, AtomicLong refused)
            throws InterruptedException {
        var chain = authority.below(precertificate);
        var start = System.nanoTime();
        try {
            log.submit(chain).await(PATIENCE);
            latencies.took(System.nanoTime() - start);
        } catch (NotLoggedException e) {
            if (e.reason() != NotLoggedException.Reason.BUSY) {
                throw e;
            }
            refused.incrementAndGet();
            Thread.sleep(BETWEEN_TRIES);
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

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
