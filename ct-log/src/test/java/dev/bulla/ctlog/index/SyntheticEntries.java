/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import dev.bulla.ctlog.merkle.Hash;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** A log without end whose hashes follow from the index and a seed. */
final class SyntheticEntries implements EntrySource {
    private final long seed;
    private long asked;

    SyntheticEntries(long seed) {
        this.seed = seed;
    }

    @Override
    public Iterator<IndexedEntry> from(long index) {
        return LongStream.iterate(index, it -> it + 1)
                .mapToObj(it -> {
                    asked++;
                    return entry(it);
                })
                .iterator();
    }

    IndexedEntry entry(long index) {
        return new IndexedEntry(index, hash(2 * index), hash(2 * index + 1));
    }

    /** How many entries were read since the last question. */
    long asked() {
        var since = asked;
        asked = 0;
        return since;
    }

    private Hash hash(long number) {
        var random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
        return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
