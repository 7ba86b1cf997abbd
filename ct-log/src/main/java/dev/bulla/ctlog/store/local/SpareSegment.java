/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The next segment, prepared by a thread of its own while the present one fills. For one thread. */
final class SpareSegment implements Closeable {
    private final JournalPlace place;
    private Optional<FutureTask<Segment>> preparation = Optional.empty();

    SpareSegment(JournalPlace place) {
        this.place = place;
    }

    /** Begins to prepare the segment with this number. */
    void prepare(long number) {
        var task = new FutureTask<>(() -> prepared(number));
        preparation = Optional.of(task);
        Thread.ofPlatform().daemon().name("journal-segment-" + number).start(task);
    }

    /** The segment with this number, as soon as it is ready. After a failure the next call makes a new try. */
    Segment take(long number) throws IOException {
        if (preparation.isEmpty()) {
            prepare(number);
        }
        var task = preparation.orElseThrow();
        preparation = Optional.empty();
        return await(task);
    }

    /** Waits for what is being prepared, and lets go of it: the next start finds it empty and removes it. */
    @Override
    public void close() throws IOException {
        if (preparation.isPresent()) {
            await(preparation.get()).close();
        }
    }

    /** Syncs the folder too: what is written into a file whose name may vanish is not durable. */
    private Segment prepared(long number) throws IOException {
        var segment = Segment.prepare(place, number, place.segment(number));
        place.disk().syncFolder(place.folder());
        return segment;
    }

    private static Segment await(FutureTask<Segment> task) throws IOException {
        var wasInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    wasInterrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
