/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Which request is next, and when it is due. Times are those of {@link System#nanoTime}. For many threads. */
final class Schedule {
    private static final long SECOND = 1_000_000_000;

    private final Pace pace;
    private final long start;
    private final long counted;
    private final long end;
    private final long closed;
    private final AtomicLong next = new AtomicLong();

    /** One request among all of a run. */
    record Ticket(long number, long due) {}

    Schedule(Pace pace, LoadPlan.Timing timing, long start) {
        this.pace = pace;
        this.start = start;
        this.counted = start + timing.warmUp().toNanos();
        this.end = counted + timing.counted().toNanos();
        this.closed = end + timing.patience().toNanos();
    }

    /** Empty when no more requests are due before the end. */
    Optional<Ticket> next(long now) {
        var number = next.getAndIncrement();
        var due = switch (pace) {
            case Pace.Rate(var perSecond) -> start + number * SECOND / perSecond;
            case Pace.Most _ -> now;
        };
        return due < end ? Optional.of(new Ticket(number, due)) : Optional.empty();
    }

    /** Whether the answer to it belongs to what is measured. Without a rate only what is answered in time tells of the rate. */
    boolean counts(Ticket ticket, long answered) {
        return switch (pace) {
            case Pace.Rate _ -> ticket.due() >= counted;
            case Pace.Most _ -> answered >= counted && answered < end;
        };
    }

    /** Whether it is one of those whose failure is measured. */
    boolean countsIfFailed(Ticket ticket, long failed) {
        return pace instanceof Pace.Rate ? ticket.due() >= counted : failed >= counted;
    }

    /** Whether it is too late to send even what was due in time. */
    boolean isClosed(long now) {
        return now >= closed;
    }

    long counted() {
        return counted;
    }

    long end() {
        return end;
    }
}
