/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.merkle.Hash;
import java.util.Optional;

/** What the next record must go on from. */
public record Position(long epoch, long sequence, Hash record, long size, long timestamp) {

    public static Position of(Base base) {
        return new Position(0, base.sequence(), base.record(), base.size(), base.timestamp());
    }

    public static Position after(EncodedBatch batch) {
        var record = batch.record();
        return new Position(record.epoch(), record.sequence(), batch.hash(), record.sizeAfter(), record.timestamp());
    }

    /** Why a record is not the next one, if it is not. */
    public Optional<String> objection(BatchRecord next) {
        if (next.sequence() != sequence + 1) {
            return Optional.of("record %d follows record %d".formatted(next.sequence(), sequence));
        }
        if (!next.previous().equals(record)) {
            return Optional.of(
                    "record %d does not follow this record %d but another".formatted(next.sequence(), sequence));
        }
        if (next.firstSize() != size) {
            return Optional.of(
                    "record %d begins at entry %d instead of %d".formatted(next.sequence(), next.firstSize(), size));
        }
        if (next.timestamp() <= timestamp) {
            return Optional.of("record %d is not later than the one before".formatted(next.sequence()));
        }
        if (next.epoch() < epoch) {
            return Optional.of("record %d is of an earlier start than the one before".formatted(next.sequence()));
        }
        return Optional.empty();
    }

    /** Whether this is where the base says that it is. */
    public boolean isAt(Base base) {
        return sequence == base.sequence()
                && record.equals(base.record())
                && size == base.size()
                && timestamp == base.timestamp();
    }
}
