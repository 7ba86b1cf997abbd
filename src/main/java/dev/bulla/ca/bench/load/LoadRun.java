/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.bench.Latencies;
import dev.bulla.ca.bench.Prepared;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Puts load on a server, on as many connections as are asked for, each with a thread of its own. */
final class LoadRun {
    private static final int MOST_SAMPLES = 2_000;

    /** A platform thread is woken with fewer detours than a virtual one, but thousands of them take too much memory. */
    private static final int MOST_PLATFORM_THREADS = 512;

    private static final Duration AFTER_FAILURE = Duration.ofMillis(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final String NEVER_SENT = "never sent, all connections were busy";

    private final LoadPlan plan;
    private final Prepared requests;
    private final Meter meter;
    private final List<Connection> connections;
    private final Latencies fromDue = new Latencies();
    private final Latencies fromSent = new Latencies();
    private final Failures failures = new Failures();
    private final Samples samples = new Samples(MOST_SAMPLES);

    LoadRun(LoadPlan plan, Prepared requests, Optional<ServerProcesses> server) {
        this.plan = plan;
        this.requests = requests;
        this.meter = new Meter(server);
        this.connections = Stream.generate(
                        () -> new Connection(plan.target(), plan.timing().patience()))
                .limit(plan.connections())
                .toList();
    }

    LoadResult run() throws IOException, InterruptedException {
        join(startAll(LoadRun::openEarly));
        var schedule = new Schedule(plan.pace(), plan.timing(), System.nanoTime());
        var senders = startAll(connection -> send(connection, schedule));
        var hurry = Thread.ofPlatform().daemon().name("bench-patience").start(this::endLongWaits);
        waitUntil(schedule.counted());
        var before = meter.read();
        waitUntil(schedule.end());
        var after = meter.read();
        join(senders);
        hurry.interrupt();
        hurry.join();
        return new LoadResult(before, after, fromDue, fromSent, failures, samples.kept(), reopened());
    }

    private long reopened() {
        return connections.stream()
                .mapToLong(it -> Math.max(0, it.opened() - 1))
                .sum();
    }

    /** What a connection's thread does. */
    private interface Work {
        void on(Connection connection) throws IOException;
    }

    private List<Thread> startAll(Work work) {
        var builder = connections.size() > MOST_PLATFORM_THREADS ? Thread.ofVirtual() : Thread.ofPlatform();
        var threads = new ArrayList<Thread>();
        for (var connection : connections) {
            threads.add(builder.start(() -> {
                try {
                    work.on(connection);
                } catch (IOException e) {
                    // Whoever needs the connection tries to open it again, and counts that it cannot be.
                }
            }));
        }
        return threads;
    }

    private static void openEarly(Connection connection) throws IOException {
        connection.open();
    }

    private void send(Connection connection, Schedule schedule) throws IOException {
        try (connection) {
            for (var next = schedule.next(System.nanoTime());
                    next.isPresent();
                    next = schedule.next(System.nanoTime())) {
                exchange(connection, next.get(), schedule);
            }
        }
    }

    private void exchange(Connection connection, Schedule.Ticket ticket, Schedule schedule) {
        waitUntil(ticket.due());
        var sent = System.nanoTime();
        if (schedule.isClosed(sent)) {
            failed(NEVER_SENT, ticket, schedule);
            return;
        }
        try {
            var answer = connection.exchange(requests.get(request(ticket)));
            answered(answer, ticket, sent, schedule);
        } catch (IOException e) {
            failed(reason(e), ticket, schedule);
            LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
    }

    private int request(Schedule.Ticket ticket) {
        return (int) (ticket.number() % requests.count());
    }

    private void answered(Answer answer, Schedule.Ticket ticket, long sent, Schedule schedule) {
        var now = System.nanoTime();
        meter.answered(answer.isCertificate());
        if (!answer.isCertificate()) {
            failed(RefusalText.of(answer), ticket, schedule);
            return;
        }
        if (schedule.counts(ticket, now)) {
            fromDue.took(now - ticket.due());
            fromSent.took(now - sent);
        }
        if (plan.sampled() > 0 && ticket.number() % plan.sampled() == 0) {
            samples.offer(new Samples.Sample(request(ticket), answer.body(), Instant.now()));
        }
    }

    private void failed(String reason, Schedule.Ticket ticket, Schedule schedule) {
        if (schedule.countsIfFailed(ticket, System.nanoTime())) {
            failures.count(reason);
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }

    private void endLongWaits() {
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            for (var connection : connections) {
                try {
                    connection.endLongWait(System.nanoTime());
                } catch (IOException e) {
                    // Closing is all that was wanted.
                }
            }
        }
    }

    private static void waitUntil(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }
}
