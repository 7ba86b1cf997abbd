/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import dev.bulla.ctlog.store.Position;
import dev.bulla.ctlog.store.StoreFullException;
import dev.bulla.ctlog.store.local.Replay;
import java.io.IOException;
import java.time.Duration;

/**
 * A journal whose newest record lies in the head, and all before it beside.
 *
 * <p>A record costs one write that its submitters wait for. That is the whole commit: the head with the record in it, on the
 * condition that the head is still the one that we wrote last. Appending is for one thread, forgetting for any.
 */
public final class CloudJournal implements Journal {
    private final Holding holding;
    private final Copies copies;
    private final Tempo tempo;
    private Position position;

    private CloudJournal(Holding holding, Copies copies, Position position) {
        this.holding = holding;
        this.copies = copies;
        this.tempo = new Tempo(holding.between(), holding.client().pace());
        this.position = position;
    }

    /**
     * How fast records follow each other. Each costs money, and those who wait for the next one are in it together.
     *
     * @param between two records at least
     */
    record Tempo(Duration between, Pace pace) {

        /** Returns when there is so much time since a moment. */
        void keep(long since) throws IOException {
            var left = between.toNanos() - (pace.nanos() - since);
            if (left > 0) {
                pace.rest(Duration.ofNanos(left));
            }
        }
    }

    /** Gives all that happened after the base to the replay, and is ready for new records. */
    static CloudJournal open(Holding holding, Base base, TreeHasher hasher, Replay replay)
            throws IOException, OpenRefusedException {
        var copies = new Copies(holding.client());
        copies.look();
        var newest = holding.cell().head().newest();
        var position = new Reading(copies, hasher, holding.client().bucket()).read(base, newest, replay);
        newest.ifPresent(copies::begin);
        return new CloudJournal(holding, copies, position);
    }

    @Override
    public void append(EncodedBatch batch) throws StoreFullException, OutcomeUnknownException {
        position.objection(batch.record()).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        try {
            tempo.keep(holding.cell().changed());
            copies.complete();
            holding.cell().change(head -> head.with(batch));
        } catch (IOException e) {
            throw new StoreFullException("the store takes nothing now: " + e.getMessage(), e);
        }
        position = Position.after(batch);
        copies.begin(batch);
    }

    @Override
    public void forget(Base upTo) {
        copies.forget(upTo.sequence());
    }

    /** Without those that earlier processes wrote. */
    @Override
    public long bytes() {
        return copies.bytes();
    }

    /** Gives the log back. */
    @Override
    public void close() {
        holding.release();
    }
}
