/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.Position;
import dev.bulla.ctlog.store.local.Replay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Reads what the log did since its base: the copies, and at last the record in the head. It must follow without a gap, since
 * no record was written before the one before it was copied.
 */
record Reading(Copies copies, TreeHasher hasher, Bucket bucket) {
    private static final int AHEAD = 32;

    /** Gives the records to the replay, and tells what the next one must go on from. */
    Position read(Base base, Optional<EncodedBatch> newest, Replay replay) throws IOException, OpenRefusedException {
        var last = newest.map(batch -> batch.record().sequence()).orElse(0L);
        if (last < base.sequence()) {
            throw new OpenRefusedException(
                    "%s: the head has record %d, but the log had %d already; restore the newest head, if the store keeps earlier versions"
                            .formatted(bucket, last, base.sequence()));
        }
        var position = Position.of(base);
        for (var next = base.sequence() + 1; next < last; next += AHEAD) {
            var found = found(next, Math.min(next + AHEAD, last));
            for (var i = 0; i < found.size(); i++) {
                position = accept(copies.parsed(next + i, found.get(i), hasher), position, replay);
            }
        }
        if (last > base.sequence()) {
            position = accept(newest.orElseThrow(), position, replay);
        } else if (newest.isPresent() && !Position.after(newest.get()).isAt(base)) {
            throw new OpenRefusedException(
                    "%s: the record in the head is not the one that the state names".formatted(bucket));
        }
        return position;
    }

    private List<Optional<Bytes>> found(long from, long end) throws IOException {
        var reads = new ArrayList<Callable<Optional<Bytes>>>();
        for (var sequence = from; sequence < end; sequence++) {
            var number = sequence;
            reads.add(() -> copies.read(number));
        }
        return Parallel.all(reads);
    }

    private Position accept(EncodedBatch batch, Position position, Replay replay) throws OpenRefusedException {
        var objection = position.objection(batch.record());
        if (objection.isPresent()) {
            throw new OpenRefusedException(
                    "%s: the journal is damaged: %s; restore it from earlier versions, if the store keeps them"
                            .formatted(bucket, objection.get()));
        }
        replay.next(batch);
        return Position.after(batch);
    }
}
