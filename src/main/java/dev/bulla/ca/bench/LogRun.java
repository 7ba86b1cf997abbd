/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run has shown.
 *
 * @param before  how many entries the log had when it began
 * @param writers that submitted at the same time, each the next when the last had its promise
 * @param refused submissions that the log sent away because too many waited
 * @param cost    what it cost this process
 */
public record LogRun(long before, int writers, long refused, double seconds, Latencies latencies, Cost cost) {

    /**
     * @param allocated bytes of heap per entry, everything from the submission to the tiles
     * @param live      bytes of heap in use afterwards, when garbage was collected
     */
    public record Cost(long allocated, long live) {}

    public double entriesPerSecond() {
        return latencies.count() / seconds;
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("entriesBefore", before);
        fields.put("writers", writers);
        fields.put("seconds", seconds);
        fields.put("entries", latencies.count());
        fields.put("entriesPerSecond", entriesPerSecond());
        fields.put("milliseconds", latencies.summary());
        fields.put("refused", refused);
        fields.put("allocatedBytesPerEntry", cost.allocated());
        fields.put("liveHeapBytes", cost.live());
        return fields;
    }
}
