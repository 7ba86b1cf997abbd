/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * One JSON line for each request, written beside the requests.
 *
 * <p>Requests never wait for it. What a slow disk leaves no room for, and what a full one does not take, is lost and
 * counted. What must not be lost is in the audit trail.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = System.getLogger(AccessLog.class.getName());

    /** A few seconds of a busy server, and a few megabytes. */
    private static final int MOST_WAITING = 16 * 1024;

    private static final int MOST_AT_ONCE = 512;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration AT_THE_END = Duration.ofSeconds(2);

    private final BlockingQueue<AccessLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder lost = new LongAdder();
    private final AuditSink sink;
    private final Thread writer =
            Thread.ofPlatform().name("access-log").daemon().unstarted(this::write);
    private volatile boolean closing;
    private boolean failing;

    AccessLog(AuditSink sink, Metrics metrics) {
        this.sink = sink;
        metrics.observedCounter("bulla_access_lines_lost_total", "Requests that are missing in the access log.")
                .is(lost::sum);
        writer.start();
    }

    public static AccessLog toFile(Path path, Metrics metrics) {
        return new AccessLog(new AuditFile(path), metrics);
    }

    public static AccessLog toStream(PrintStream stream, Metrics metrics) {
        return new AccessLog(new AuditStream(stream), metrics);
    }

    /** Takes a line without waiting, or loses it. */
    public void add(AccessLine line) {
        if (!waiting.offer(line)) {
            lost.increment();
        }
    }

    private void write() {
        var lines = new ArrayList<AccessLine>(MOST_AT_ONCE);
        while (!closing || !waiting.isEmpty()) {
            take(lines);
            if (!lines.isEmpty()) {
                append(lines);
                lines.clear();
            }
        }
    }

    private void take(List<AccessLine> lines) {
        try {
            var first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                lines.add(first);
                waiting.drainTo(lines, MOST_AT_ONCE - 1);
            }
        } catch (InterruptedException e) {
            // Only we know this thread, and we end it otherwise.
            throw new IllegalStateException(e);
        }
    }

    private void append(List<AccessLine> lines) {
        try {
            sink.append(lines.stream().map(AccessLine::text).collect(Collectors.joining()));
            if (failing) {
                LOG.log(Level.INFO, "the access log is written again");
            }
            failing = false;
        } catch (IOException e) {
            lost.add(lines.size());
            if (!failing) {
                LOG.log(Level.WARNING, "the access log cannot be written, lines are lost: {0}", e.getMessage());
            }
            failing = true;
        }
    }

    /** Writes what waits, for as long as a stop may take. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            writer.join(AT_THE_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (sink instanceof AuditFile file && !writer.isAlive()) {
            file.close();
        }
    }
}
