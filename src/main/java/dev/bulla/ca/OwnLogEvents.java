/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Counter;
import dev.bulla.ca.observe.Histogram;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ctlog.LogEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What the embedded log tells, as metrics and alarms. */
final class OwnLogEvents implements LogEvents {
    private static final Logger LOG = System.getLogger(OwnLogEvents.class.getName());

    private final Alarms alarms;
    private final Counter entries;
    private final Counter orphans;
    private final Histogram building;
    private final Histogram writing;
    private final Optional<Asked> asked;
    private final AtomicLong published = new AtomicLong();

    /** What goes on now. Several troubles can share an alarm, which is over when the last of them is. */
    private final Map<Trouble, String> troubles = new EnumMap<>(Trouble.class);

    /** What witnesses were asked, counted. */
    private record Asked(Counter answers, Histogram times) {
        static Asked in(Metrics metrics) {
            return new Asked(
                    metrics.counter(
                            "bulla_log_witness_answers_total",
                            "What witnesses answered to our log.",
                            "witness",
                            "outcome"),
                    metrics.histogram("bulla_log_witness_seconds", "Time until a witness had answered.", "witness"));
        }
    }

    /** @param witnessed whether the log has witnesses */
    OwnLogEvents(Alarms alarms, Metrics metrics, boolean witnessed) {
        this.alarms = alarms;
        entries = metrics.counter("bulla_log_entries_total", "Entries that were added to our log.");
        orphans = metrics.counter(
                "bulla_log_orphans_total", "Entries of our log that came too late for who had submitted them.");
        building = metrics.fineHistogram("bulla_log_build_seconds", "Time to build a batch of our log, twice.");
        writing = metrics.fineHistogram("bulla_log_write_seconds", "Time until a batch of our log was durable.");
        asked = witnessed ? Optional.of(Asked.in(metrics)) : Optional.empty();
        metrics.gauge("bulla_log_published_size", "Entries that the published files of our log hold.")
                .is(published::get);
    }

    @Override
    public void waits(String forWhat) {
        LOG.log(Level.INFO, forWhat);
    }

    @Override
    public void committed(int count, Duration built, Duration written) {
        entries.add(count);
        building.took(built.toNanos());
        writing.took(written.toNanos());
    }

    @Override
    public void orphaned(long index) {
        orphans.add(1);
    }

    @Override
    public void published(long size) {
        published.set(size);
    }

    @Override
    public void witnessAsked(String witness, String outcome, Duration took) {
        asked.ifPresent(counted -> {
            counted.answers().count(witness, outcome);
            counted.times().took(took.toNanos(), witness);
        });
    }

    @Override
    public synchronized void troubled(Trouble what, String detail) {
        troubles.put(what, detail);
        alarms.raise(alarm(what), detail);
    }

    @Override
    public synchronized void over(Trouble what) {
        troubles.remove(what);
        var alarm = alarm(what);
        troubles.entrySet().stream()
                .filter(other -> alarm(other.getKey()) == alarm)
                .findFirst()
                .ifPresentOrElse(other -> alarms.raise(alarm, other.getValue()), () -> alarms.clear(alarm));
    }

    private static Alarm alarm(Trouble what) {
        return switch (what) {
            case CLOCK_BEHIND, NO_ROOM, OUTCOME_UNKNOWN, MISMATCH -> Alarm.LOG_STOPPED;
            case CONTRADICTED -> Alarm.LOG_CONTRADICTED;
            case NOT_WITNESSED -> Alarm.LOG_NOT_WITNESSED;
            case PUBLISHING_FAILS -> Alarm.LOG_NOT_PUBLISHED;
            case READING_FAILS -> Alarm.LOG_UNREADABLE;
        };
    }
}
