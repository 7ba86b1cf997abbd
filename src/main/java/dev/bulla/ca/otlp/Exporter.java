/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.otlp;

import dev.bulla.ca.otlp.Collector.Receipt.Never;
import dev.bulla.ca.otlp.Collector.Receipt.NotNow;
import dev.bulla.ca.otlp.Collector.Receipt.Taken;
import dev.bulla.ca.trace.Told;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Sends what is told of requests to a collector, beside the requests.
 *
 * <p>Requests never wait for it. What finds the queue full, and what a collector does not take in a few attempts, is lost
 * and counted.
 */
public final class Exporter implements Consumer<Told>, AutoCloseable {
    private static final Logger LOG = System.getLogger(Exporter.class.getName());
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration AT_THE_END = Duration.ofSeconds(2);

    private final Collector collector;
    private final SpanMessages messages;
    private final Bounds bounds;
    private final BlockingQueue<Told> waiting;
    private final LongAdder sent = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread sender = Thread.ofPlatform().name("traces").daemon().unstarted(this::send);
    private boolean failing;

    /**
     * What may be held, and for how long.
     *
     * @param queue    requests that wait
     * @param batch    requests that are sent at once
     * @param gather   how long a batch waits for others
     * @param attempts per batch
     * @param pause    after the first attempt, twice as long after each further one
     */
    record Bounds(int queue, int batch, Duration gather, int attempts, Duration pause) {
        static final Bounds USUAL = new Bounds(2048, 128, Duration.ofMillis(200), 5, Duration.ofSeconds(1));
    }

    /** @param version of this server */
    public Exporter(Collector collector, String version) {
        this(collector, version, Bounds.USUAL);
    }

    Exporter(Collector collector, String version, Bounds bounds) {
        this.collector = collector;
        this.messages = new SpanMessages(version);
        this.bounds = bounds;
        this.waiting = new ArrayBlockingQueue<>(bounds.queue());
        sender.start();
    }

    /** Takes it without waiting, or loses it. */
    @Override
    public void accept(Told told) {
        if (!waiting.offer(told)) {
            lost.add(told.size());
        }
    }

    /** Spans that a collector has taken. */
    public long sent() {
        return sent.sum();
    }

    /** Spans that none has. */
    public long lost() {
        return lost.sum();
    }

    private void send() {
        var batch = new ArrayList<Told>(bounds.batch());
        try {
            while (!isClosing() || !waiting.isEmpty()) {
                gather(batch);
                if (!batch.isEmpty()) {
                    send(messages.request(batch));
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            // It took too long to stop.
            waiting.forEach(told -> lost.add(told.size()));
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits for the first one, and then for others in steps: a sender that wakes for each of them would cost more. */
    private void gather(List<Told> batch) throws InterruptedException {
        var first = waiting.poll(bounds.gather().toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        var end = System.nanoTime() + bounds.gather().toNanos();
        while (waiting.size() < bounds.batch() && System.nanoTime() < end && !isClosing()) {
            var _ = closing.await(TICK.toNanos(), TimeUnit.NANOSECONDS);
        }
        waiting.drainTo(batch, bounds.batch() - 1);
    }

    private void send(ExportTraceServiceRequest spans) throws InterruptedException {
        var pause = bounds.pause();
        for (var attempt = 1; ; attempt++) {
            switch (collector.send(spans)) {
                case Taken(var refused) -> {
                    taken(SpanMessages.count(spans), refused);
                    return;
                }
                case Never(var why) -> {
                    failed(SpanMessages.count(spans), why);
                    return;
                }
                case NotNow(var why) -> {
                    if (attempt == bounds.attempts() || isClosing()) {
                        failed(SpanMessages.count(spans), why);
                        return;
                    }
                    tell(why);
                }
            }
            var _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
            pause = pause.multipliedBy(2);
        }
    }

    private void taken(long all, long refused) {
        sent.add(all - refused);
        lost.add(refused);
        if (failing) {
            LOG.log(Level.INFO, "traces are sent again");
        }
        failing = false;
    }

    private void failed(long all, String why) {
        lost.add(all);
        tell(why);
    }

    /** Once, and not again before it is over. */
    private void tell(String why) {
        if (!failing) {
            LOG.log(Level.WARNING, "traces cannot be sent and will be lost: {0}", why);
        }
        failing = true;
    }

    /** Sends what waits, for as long as a stop may take. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!sender.join(AT_THE_END)) {
                sender.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        collector.close();
    }
}
