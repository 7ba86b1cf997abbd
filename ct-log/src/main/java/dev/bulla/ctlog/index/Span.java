/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which entries a run covers: 4,096 on level 0, sixteen times as many on each level above.
 *
 * @param number how many runs of the level stand before it
 */
public record Span(int level, long number) {

    /** How many entries a run of level 0 covers. */
    public static final int BLOCK = 4096;

    /** How many runs become one of the next level. */
    public static final int FAN = 16;

    /** The highest level, 16,777,216 entries: merging a still larger one would keep the disk busy for minutes. */
    public static final int TOP = 3;

    private static final int FAN_BITS = 4;

    /** The runs, from the largest on, that may begin at an entry and end no later than another. */
    public static List<Span> from(long start, long end) {
        return IntStream.rangeClosed(0, TOP)
                .map(level -> TOP - level)
                .mapToObj(level -> new Span(level, start / new Span(level, 0).size()))
                .filter(span -> span.start() == start && span.end() <= end)
                .toList();
    }

    /** The first sixteen that stand side by side and are all parts of the same one, if there are. */
    public static List<Span> ripe(List<Span> spans) {
        for (var i = 0; i + FAN <= spans.size(); i++) {
            var first = spans.get(i);
            var last = spans.get(i + FAN - 1);
            if (first.isFirstOfParent()
                    && last.level() == first.level()
                    && last.parent().equals(first.parent())) {
                return spans.subList(i, i + FAN);
            }
        }
        return List.of();
    }

    public int size() {
        return BLOCK << (FAN_BITS * level);
    }

    public long start() {
        return number * size();
    }

    public long end() {
        return start() + size();
    }

    /** The run of the next level of which this one is a part. */
    public Span parent() {
        return new Span(level + 1, number / FAN);
    }

    public boolean isFirstOfParent() {
        return level < TOP && number % FAN == 0;
    }

    public String fileName() {
        return "%d-%d".formatted(level, number);
    }
}
