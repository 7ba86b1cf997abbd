/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.AtomicHistogram;

/** How long each of many took, to three digits, in the same memory however many they are. For many threads. */
public final class Latencies {
    private static final long LONGEST = Duration.ofHours(2).toNanos();
    private static final int DIGITS = 3;
    private static final double PER_MILLE = 10;

    private final AtomicHistogram nanos = new AtomicHistogram(LONGEST, DIGITS);

    /** What takes longer than two hours counts as two hours. */
    public void took(long time) {
        nanos.recordValue(Math.clamp(time, 0, LONGEST));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /** The time that so many in a thousand did not exceed; zero if there was nothing. */
    public Duration quantile(int perMille) {
        return Duration.ofNanos(count() == 0 ? 0 : nanos.getValueAtPercentile(perMille / PER_MILLE));
    }

    /** In milliseconds, by the names that everybody uses. */
    public Map<String, Double> summary() {
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
