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
    private static final int PER_MILLE = 1000;

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

    /** The time that so many in a thousand did not exceed, by nearest rank; zero if there was nothing. For sorted ones. */
    Duration quantile(int perMille) {
        if (count == 0) {
            return Duration.ZERO;
        }
        var rank = Math.ceilDiv((long) perMille * count, PER_MILLE);
        return Duration.ofNanos(nanos[(int) Math.max(rank, 1) - 1]);
    }

    /** In milliseconds, by the names that everybody uses. */
    Map<String, Double> summary() {
        var summary = new LinkedHashMap<String, Double>();
        summary.put("p50", millis(500));
        summary.put("p90", millis(900));
        summary.put("p99", millis(990));
        summary.put("p99.9", millis(999));
        summary.put("max", millis(1000));
        return summary;
    }

    private double millis(int perMille) {
        return Math.round(quantile(perMille).toNanos() / 1e3) / 1e3;
    }
}
