/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;

/**
 * Rows of thirteen bytes, the first eight of a hash and an index in five, in the order of their bytes.
 *
 * <p>The parts of hashes are spread evenly, so the place of one can be guessed from its value. Guessing twice more from what
 * stands there leaves a few rows to search, however many there are.
 */
final class SortedTable {
    static final int KEY_SIZE = 8;
    static final int ROW = KEY_SIZE + 5;

    private static final ValueLayout.OfLong KEY = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt LOW = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int GUESSES = 2;
    private static final int FIRST_STEP = 8;

    /** 2^64, the number of keys there can be. */
    private static final double KEYS = 0x1p64;

    private final MemorySegment rows;
    private final int count;

    SortedTable(MemorySegment rows) {
        this.rows = rows;
        this.count = (int) (rows.byteSize() / ROW);
    }

    int count() {
        return count;
    }

    long key(int row) {
        return rows.get(KEY, (long) row * ROW);
    }

    long index(int row) {
        var at = (long) row * ROW + KEY_SIZE;
        return (rows.get(ValueLayout.JAVA_BYTE, at) & 0xffL) << Integer.SIZE
                | Integer.toUnsignedLong(rows.get(LOW, at + 1));
    }

    /** Gives the indexes that stand beside a key, in rising order. */
    void find(long key, LongConsumer found) {
        for (var row = firstNotBelow(key); row < count && key(row) == key; row++) {
            found.accept(index(row));
        }
    }

    private int firstNotBelow(long key) {
        var guess = guess(key);
        var step = FIRST_STEP;
        var low = guess;
        while (low > 0 && !isBelow(low - 1, key)) {
            low = Math.max(0, low - step);
            step *= 2;
        }
        step = FIRST_STEP;
        var high = guess;
        while (high < count && isBelow(high, key)) {
            high = Math.min(count, high + step);
            step *= 2;
        }
        return search(low, high, key);
    }

    /** The first row not below the key, when all rows before {@code low} are and none from {@code high} on is. */
    private int search(int low, int high, long key) {
        var from = low;
        var to = high;
        while (from < to) {
            var middle = (from + to) >>> 1;
            if (isBelow(middle, key)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int guess(long key) {
        var guess = (int) Math.unsignedMultiplyHigh(key, count);
        for (var i = 0; i < GUESSES; i++) {
            var distance = (double) (key >>> 1) - (double) (key(guess) >>> 1);
            var rowsAway = Math.round(2 * distance * (count / KEYS));
            guess = Math.clamp(guess + rowsAway, 0, count - 1);
        }
        return guess;
    }

    private boolean isBelow(int row, long key) {
        return Long.compareUnsigned(key(row), key) < 0;
    }
}
