/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ctlog.ShardedLog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A log of our own, and what looks after its shards while it runs. */
final class ShardWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ShardWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final ShardedLog log;
    private final LogMetrics metrics;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("shards").daemon().factory());

    private ShardWatch(ShardedLog log, LogMetrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    static ShardWatch over(ShardedLog log, LogMetrics metrics) {
        var watch = new ShardWatch(log, metrics);
        var _ = watch.ticker.scheduleWithFixedDelay(
                watch::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    ShardedLog log() {
        return log;
    }

    /** Whatever goes wrong is told and not thrown, or nobody would ever look again. */
    private void look() {
        try {
            log.tick();
            metrics.look();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the log''s shards could not be looked after", e);
        }
    }

    /** A shard that is being made or ended is let be made or ended. One that another process holds is not waited for. */
    @Override
    public void close() throws IOException {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                ticker.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        log.close();
    }
}
