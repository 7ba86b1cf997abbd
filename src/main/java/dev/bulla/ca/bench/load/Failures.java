/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what went wrong. For many threads. */
public final class Failures {
    private static final int MOST_REASONS = 50;
    private static final String OTHERS = "others";

    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();

    void count(String reason) {
        var name = reasons.containsKey(reason) || reasons.size() < MOST_REASONS ? reason : OTHERS;
        reasons.computeIfAbsent(name, _ -> new LongAdder()).increment();
    }

    public long total() {
        return reasons.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** By reason, in the order of the alphabet. */
    public Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        reasons.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}
