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
import dev.bulla.ctlog.LogEvents.Trouble;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the shards of our own log tell, as metrics and alarms that they share. */
final class OwnLogEvents {
    private static final Logger LOG = System.getLogger(OwnLogEvents.class.getName());

    private final Alarms alarms;
    private final Counter entries;
    private final Counter orphans;
    private final Histogram building;
    private final Histogram writing;
    private final Optional<Asked> asked;

    /** What goes on now. Several troubles can share an alarm, which is over when the last of them is. */
    private final Map<Felt, String> troubles = new LinkedHashMap<>();

    /** A trouble, and which shard has it. */
    private record Felt(String shard, Trouble what) {}

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
    }

    /** What one shard tells. */
    LogEvents of(String shard) {
        return new OfShard(shard);
    }

    private final class OfShard implements LogEvents {
        private final String shard;

        OfShard(String shard) {
            this.shard = shard;
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

        /** The log knows it, too. */
        @Override
        public void published(long size) {}

        @Override
        public void witnessAsked(String witness, String outcome, Duration took) {
            asked.ifPresent(counted -> {
                counted.answers().count(witness, outcome);
                counted.times().took(took.toNanos(), witness);
            });
        }

        @Override
        public void troubled(Trouble what, String detail) {
            raise(new Felt(shard, what), detail);
        }

        @Override
        public void over(Trouble what) {
            end(new Felt(shard, what));
        }
    }

    /** A log that is closed as it is to be is in no trouble any more. */
    synchronized void closed(String shard) {
        List.copyOf(troubles.keySet()).stream()
                .filter(felt -> felt.shard().equals(shard))
                .forEach(this::end);
    }

    private synchronized void raise(Felt felt, String detail) {
        troubles.put(felt, detail);
        alarms.raise(alarm(felt.what()), detail);
    }

    private synchronized void end(Felt felt) {
        troubles.remove(felt);
        var alarm = alarm(felt.what());
        troubles.entrySet().stream()
                .filter(other -> alarm(other.getKey().what()) == alarm)
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
