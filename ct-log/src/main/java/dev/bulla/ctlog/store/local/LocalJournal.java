/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.Position;
import dev.bulla.ctlog.store.StoreFullException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A journal in segments of equal size, written one after the other.
 *
 * <p>Appending is for one thread, which nobody may interrupt: an interrupt closes the file under its hands. Forgetting is for
 * any thread.
 */
public final class LocalJournal implements Journal {
    private final JournalPlace place;
    private final SpareSegment spare;
    private final Deque<FilledSegment> full;
    private Segment current;
    private Position position;
    private boolean isInDoubt;

    LocalJournal(JournalPlace place, List<FilledSegment> full, Segment current, Position position) {
        this.place = place;
        this.spare = new SpareSegment(place);
        this.full = new ArrayDeque<>(full);
        this.current = current;
        this.position = position;
        spare.prepare(current.number() + 1);
    }

    /**
     * Gives all that happened after the base to the replay, mends what a power cut left, and is ready for new records.
     * Nothing on the disk is changed unless all is right.
     */
    public static LocalJournal open(JournalPlace place, Base base, TreeHasher hasher, Replay replay)
            throws IOException, OpenRefusedException {
        return new JournalOpening(place, base, hasher).open(replay);
    }

    @Override
    public void append(EncodedBatch batch) throws StoreFullException, OutcomeUnknownException {
        if (isInDoubt) {
            throw new OutcomeUnknownException("an earlier write to the journal failed: only a new start can go on");
        }
        check(batch);
        if (!current.hasRoomFor(batch)) {
            goToNextSegment();
        }
        // Whatever ends this call early, an error of the JVM included, leaves the doubt.
        isInDoubt = true;
        try {
            current.write(batch);
            current.force();
        } catch (IOException e) {
            throw new OutcomeUnknownException("writing record " + batch.record().sequence(), e);
        }
        position = Position.after(batch);
        isInDoubt = false;
    }

    /** What cannot be deleted now is left to the next call. */
    @Override
    public void forget(Base upTo) {
        synchronized (full) {
            try {
                while (!full.isEmpty() && full.getFirst().last() <= upTo.sequence()) {
                    place.disk().delete(full.getFirst().path());
                    full.removeFirst();
                }
            } catch (IOException _) {
                return;
            }
        }
    }

    /** Counts the spare segment as if it were ready. */
    @Override
    public long bytes() {
        synchronized (full) {
            return full.stream().mapToLong(FilledSegment::size).sum() + current.size() + place.segmentSize();
        }
    }

    /** Waits for the spare segment. What was appended is durable, so a failure here loses nothing. */
    @Override
    public void close() {
        isInDoubt = true;
        closeQuietly(current);
        closeQuietly(spare);
    }

    private static void closeQuietly(Closeable part) {
        try {
            part.close();
        } catch (IOException _) {
            return;
        }
    }

    private void check(EncodedBatch batch) {
        position.objection(batch.record()).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        if (!current.couldEverHold(batch)) {
            throw new IllegalArgumentException("no segment holds a record of " + batch.encoded());
        }
    }

    private void goToNextSegment() throws StoreFullException, OutcomeUnknownException {
        try {
            var next = spare.take(current.number() + 1);
            current.close();
            synchronized (full) {
                full.add(filled(current));
                current = next;
            }
            spare.prepare(next.number() + 1);
        } catch (DiskFullException e) {
            throw new StoreFullException("no room for the next segment of the journal", e);
        } catch (IOException e) {
            isInDoubt = true;
            throw new OutcomeUnknownException("preparing the next segment of the journal", e);
        }
    }

    private FilledSegment filled(Segment segment) {
        var number = segment.number();
        return new FilledSegment(place.segment(number), number, position.sequence(), segment.end(), segment.size());
    }
}
