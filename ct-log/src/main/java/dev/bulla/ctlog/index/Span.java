/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

/**
 * Which entries a run covers: 4,096 on level 0, sixteen times as many on each level above.
 *
 * @param number how many runs of the level stand before it
 */
record Span(int level, long number) {

    /** How many entries a run of level 0 covers. */
    static final int BLOCK = 4096;

    /** How many runs become one of the next level. */
    static final int FAN = 16;

    /** The highest level, 16,777,216 entries: merging a still larger one would keep the disk busy for minutes. */
    static final int TOP = 3;

    private static final int FAN_BITS = 4;

    int size() {
        return BLOCK << (FAN_BITS * level);
    }

    long start() {
        return number * size();
    }

    long end() {
        return start() + size();
    }

    /** The run of the next level of which this one is a part. */
    Span parent() {
        return new Span(level + 1, number / FAN);
    }

    boolean isFirstOfParent() {
        return level < TOP && number % FAN == 0;
    }

    String fileName() {
        return "%d-%d".formatted(level, number);
    }
}
