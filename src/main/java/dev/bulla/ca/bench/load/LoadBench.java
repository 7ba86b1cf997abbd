/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.bench.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures an authority over HTTP, ours or any other that speaks the protocol. */
public final class LoadBench {
    private static final Duration UNTIL_KEYS = Duration.ofSeconds(70);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final LoadPlan plan;
    private final SigningRequests requests;
    private final Judge judge;
    private final Optional<ServerProcesses> server;
    private final Consumer<String> news;

    /**
     * @param judge  of the first answer and of those that are sampled
     * @param server whose cost is measured as well
     * @param news   hears what is being done
     */
    public LoadBench(
            LoadPlan plan,
            SigningRequests requests,
            Judge judge,
            Optional<ServerProcesses> server,
            Consumer<String> news) {
        this.plan = plan;
        this.requests = requests;
        this.judge = judge;
        this.server = server;
        this.news = news;
    }

    /** Thrown when a single request, before any load, does not give a good certificate: there is nothing to measure. */
    public static final class NotServedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotServedException(String message) {
            super(message);
        }
    }

    /** Asks for one certificate as everybody would. */
    public void tryOnce() throws IOException, InterruptedException {
        var request = requests.make(0);
        var answer = firstWithKeys(request);
        if (!answer.isCertificate()) {
            throw new NotServedException("the first request was answered with " + RefusalText.inFull(answer));
        }
        judge.faultOf(requests.expected(0, request), answer.body(), Instant.now())
                .ifPresent(fault -> {
                    throw new NotServedException("the first certificate is not good: " + fault);
                });
    }

    /** A server that found nobody there before now leaves the issuer alone for up to a minute. */
    private Answer firstWithKeys(byte[] request) throws IOException, InterruptedException {
        var end = System.nanoTime() + UNTIL_KEYS.toNanos();
        var answer = first(request);
        while (RefusalText.of(answer).endsWith("ISSUER_UNAVAILABLE") && System.nanoTime() < end) {
            news.accept("waiting for the server to ask the issuer again");
            Thread.sleep(BETWEEN_TRIES);
            answer = first(request);
        }
        return answer;
    }

    private Answer first(byte[] request) throws IOException {
        try (var connection = new Connection(plan.target(), plan.timing().patience())) {
            return connection.exchange(request);
        }
    }

    /**
     * Puts the load on.
     *
     * @param folder for the requests that are made beforehand
     * @param count  how many; when they are used up they are sent again
     */
    public LoadReport run(Path folder, int count) throws IOException, InterruptedException {
        news.accept("making %,d requests".formatted(count));
        try (var prepared = requests.prepare(folder, count)) {
            return run(prepared);
        }
    }

    /** The same with requests that were made for this server already. */
    public LoadReport run(Prepared prepared) throws IOException, InterruptedException {
        news.accept("%d connections, for %d s"
                .formatted(plan.connections(), plan.timing().whole().toSeconds()));
        var result = new LoadRun(plan, prepared, server).run();
        // Read at once: what a server gives back while answers are verified it had under load.
        var memory = memory();
        news.accept("verifying %,d answers".formatted(result.samples().size()));
        return new LoadReport(plan, prepared.count(), result, judged(result, prepared), memory);
    }

    private LoadReport.Verified judged(LoadResult result, Prepared prepared) {
        var faults = new Failures();
        for (var sample : result.samples()) {
            var expected = requests.expected(sample.request(), prepared.get(sample.request()));
            judge.faultOf(expected, sample.body(), sample.at()).ifPresent(faults::count);
        }
        return new LoadReport.Verified(result.samples().size(), faults);
    }

    SigningRequests requests() {
        return requests;
    }

    /** Where the server may run, if its processes are known. */
    Optional<CoreSet> cores() throws IOException {
        return server.isPresent() ? server.get().cores() : Optional.empty();
    }

    private Optional<LoadReport.Memory> memory() throws IOException {
        return server.isPresent() ? Optional.of(server.get().memory()) : Optional.empty();
    }
}
