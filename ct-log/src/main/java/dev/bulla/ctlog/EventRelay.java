/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.sequence.Place;
import dev.bulla.ctlog.sequence.SequencerEvents;
import dev.bulla.ctlog.sequence.Trouble;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the outside what happens inside, in the words of the outside. */
final class EventRelay implements SequencerEvents {
    private final LogEvents events;
    private final AtomicBoolean publishingFails = new AtomicBoolean();
    private volatile long published;

    EventRelay(LogEvents events) {
        this.events = events;
    }

    @Override
    public void committed(int entries, Timing timing) {
        events.committed(entries, timing.build().plus(timing.check()), timing.durable());
    }

    @Override
    public void stopped(Trouble why, String detail) {
        events.troubled(outside(why), detail);
    }

    @Override
    public void resumed(Trouble wasWhy) {
        events.over(outside(wasWhy));
    }

    @Override
    public void orphaned(Place place) {
        events.orphaned(place.index());
    }

    @Override
    public void exportFailed(String detail) {
        publishingFails.set(true);
        events.troubled(LogEvents.Trouble.PUBLISHING_FAILS, detail);
    }

    @Override
    public void exported(long size) {
        published = size;
        events.published(size);
        if (publishingFails.getAndSet(false)) {
            events.over(LogEvents.Trouble.PUBLISHING_FAILS);
        }
    }

    void readingFails(UncheckedIOException why) {
        events.troubled(LogEvents.Trouble.READING_FAILS, String.valueOf(why.getMessage()));
    }

    boolean publishingFails() {
        return publishingFails.get();
    }

    long published() {
        return published;
    }

    private static LogEvents.Trouble outside(Trouble why) {
        return switch (why) {
            case CLOCK_BEHIND -> LogEvents.Trouble.CLOCK_BEHIND;
            case STORE_FULL, LOW_SPACE -> LogEvents.Trouble.NO_ROOM;
            case OUTCOME_UNKNOWN, CLOSING -> LogEvents.Trouble.OUTCOME_UNKNOWN;
            case CONTRADICTED -> LogEvents.Trouble.CONTRADICTED;
            case MISMATCH -> LogEvents.Trouble.MISMATCH;
        };
    }
}
