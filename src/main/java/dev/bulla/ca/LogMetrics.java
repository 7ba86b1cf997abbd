/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Gauge;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ctlog.LogStatus;
import dev.bulla.ctlog.ShardedLog;
import dev.bulla.ctlog.ShardedLog.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How large our own log is and how it does: all of it together, and the newest shards one by one. */
final class LogMetrics {
    private static final int SHARDS_SHOWN = 64;

    private final ShardedLog log;
    private final InstantSource clock;
    private final Gauge sizes;
    private final Gauge ends;
    private final Set<String> shown = new HashSet<>();

    private LogMetrics(ShardedLog log, InstantSource clock, Metrics metrics) {
        this.log = log;
        this.clock = clock;
        sizes = metrics.gauge("bulla_log_shard_size", "Entries of a shard of our log.", "shard");
        ends = metrics.gauge(
                "bulla_log_shard_ends_seconds", "Time until certificates belong to the next shard.", "shard");
    }

    static LogMetrics of(ShardedLog log, InstantSource clock, Metrics metrics, boolean witnessed) {
        var measured = new LogMetrics(log, clock, metrics);
        measured.measure(metrics);
        if (witnessed) {
            measured.measureWitnesses(metrics);
        }
        measured.look();
        return measured;
    }

    private void measure(Metrics metrics) {
        metrics.gauge("bulla_log_size", "Entries of our log.").is(() -> sum(LogStatus::size));
        metrics.gauge("bulla_log_published_size", "Entries that the published files of our log hold.")
                .is(() -> sum(LogStatus::published));
        metrics.gauge("bulla_log_searchable", "Entries of our log that can be found by identity.")
                .is(() -> sum(LogStatus::searchable));
        metrics.gauge("bulla_log_head_age_seconds", "Time since our log last signed its size.")
                .is(() -> taking().mapToDouble(it -> age(it.head())).max().orElse(Double.NaN));
        metrics.gauge("bulla_log_waiting", "Entries that wait for a place in our log.")
                .is(() -> sum(LogStatus::waiting));
        var shards = metrics.gauge("bulla_log_shards", "Shards of our log, by whether they take entries.", "state");
        shards.is(() -> taking().count(), "open");
        shards.is(() -> log.states().stream().filter(State::hasEnded).count(), "ended");
    }

    private void measureWitnesses(Metrics metrics) {
        metrics.gauge(
                        "bulla_log_witnessed_size",
                        "Entries of our log's newest checkpoint that enough witnesses signed.")
                .is(() -> witnessed().map(LogStatus.Witnessed::size).orElse(0L));
        metrics.gauge("bulla_log_witnessed_age_seconds", "Time since enough witnesses of our log last signed.")
                .is(() -> witnessed().map(it -> age(it.time())).orElse(Double.NaN));
    }

    /** Shows the shards that there are now. */
    synchronized void look() {
        var states = log.states();
        var newest = states.subList(Math.max(0, states.size() - SHARDS_SHOWN), states.size());
        var names = newest.stream().map(it -> it.shard().name()).toList();
        for (var gone : shown.stream().filter(it -> !names.contains(it)).toList()) {
            sizes.forget(gone);
            ends.forget(gone);
            shown.remove(gone);
        }
        for (var name : names) {
            if (shown.add(name)) {
                show(name);
            }
        }
    }

    private void show(String name) {
        sizes.is(() -> log.shard(name).map(it -> it.log().status().size()).orElse(0L), name);
        ends.is(() -> log.shard(name).map(it -> -age(it.shard().end())).orElse(Double.NaN), name);
    }

    private double sum(ToLongFunction<LogStatus> number) {
        return log.states().stream()
                .map(it -> it.log().status())
                .mapToLong(number)
                .sum();
    }

    private Stream<LogStatus> taking() {
        return log.states().stream()
                .filter(it -> !it.hasEnded())
                .map(it -> it.log().status());
    }

    /** That of the shard to which certificates belong now. */
    private Optional<LogStatus.Witnessed> witnessed() {
        return log.current().flatMap(it -> it.log().status().witnessed());
    }

    private double age(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1e3;
    }
}
