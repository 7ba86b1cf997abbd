/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Counter;
import dev.bulla.ca.observe.Histogram;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.transparency.LogEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How a log elsewhere takes what we submit, as metrics. */
final class RemoteLogEvents implements LogEvents {
    private final InstantSource clock;
    private final Counter attempts;
    private final Histogram seconds;
    private final AtomicReference<Optional<Instant>> accepted = new AtomicReference<>(Optional.empty());

    /** @param log its name in events */
    RemoteLogEvents(String log, InstantSource clock, Metrics metrics) {
        this.clock = clock;
        attempts = metrics.counter(
                "bulla_log_attempts_total",
                "Attempts to submit a precertificate, by how they ended.",
                "log",
                "outcome");
        for (var outcome : Outcome.values()) {
            attempts.add(0, log, word(outcome));
        }
        seconds = metrics.histogram("bulla_log_attempt_seconds", "Time per attempt.", "log");
        metrics.gauge("bulla_log_accepted_age_seconds", "Time since the log last took something in; NaN: never.", "log")
                .is(this::age, log);
    }

    private double age() {
        return accepted.get()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    @Override
    public void attempted(String log, Outcome outcome, Duration took) {
        attempts.count(log, word(outcome));
        seconds.took(took.toNanos(), log);
        if (outcome == Outcome.ACCEPTED) {
            accepted.set(Optional.of(clock.instant()));
        }
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
