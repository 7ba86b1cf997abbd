/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** How long each of many took; all are kept, so what is said of them is exact. For one thread until it is asked. */
final class Latencies {
    private static final int FIRST = 1024;

    private long[] nanos = new long[FIRST];
    private int count;

    void took(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    static Latencies of(List<Latencies> parts) {
        var all = new Latencies();
        all.nanos = parts.stream()
                .flatMapToLong(part -> LongStream.of(part.nanos).limit(part.count))
                .sorted()
                .toArray();
        all.count = all.nanos.length;
        return all;
    }

    int count() {
        return count;
    }

    /** The time that so many in a hundred did not exceed, by nearest rank; zero if there was nothing. For sorted ones. */
    Duration percentile(double percent) {
        if (count == 0) {
            return Duration.ZERO;
        }
        var rank = (int) Math.ceil(percent / 100 * count);
        return Duration.ofNanos(nanos[Math.clamp(rank, 1, count) - 1]);
    }

    /** In milliseconds, by the names that everybody uses. */
    Map<String, Double> summary() {
        var summary = new LinkedHashMap<String, Double>();
        summary.put("p50", millis(50));
        summary.put("p90", millis(90));
        summary.put("p99", millis(99));
        summary.put("p99.9", millis(99.9));
        summary.put("max", millis(100));
        return summary;
    }

    private double millis(double percent) {
        return Math.round(percentile(percent).toNanos() / 1e3) / 1e3;
    }
}
