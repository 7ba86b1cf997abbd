/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import dev.bulla.ctlog.ClosedLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured of searching a log, as a table and as fields.
 *
 * @param sizes   of the indexes
 * @param seconds that making all of them took
 */
public record SearchBenchReport(SearchBench.Plan plan, ClosedLog.IndexSizes sizes, double seconds, List<Run> runs)
        implements BenchReport {
    private static final double MILLIS = 1e6;

    public SearchBenchReport {
        runs = List.copyOf(runs);
    }

    /**
     * Searches of one kind.
     *
     * @param found entries in an answer, on average
     * @param first nanoseconds that the first one took
     */
    public record Run(String kind, double found, long first, Latencies latencies) {}

    @Override
    public String table() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d entries of %d repositories%nindexes made in %.1f s: %.1f bytes an entry by hashes, %.1f by identity%n%n",
                sizes.entries(),
                plan.repositories(),
                seconds,
                perEntry(sizes.leaves()),
                perEntry(sizes.identities())));
        text.append("%-30s %9s %9s %9s %9s %9s%n".formatted("search of", "found", "first ms", "p50 ms", "p99", "max"));
        for (var run : runs) {
            var times = run.latencies().summary();
            text.append(String.format(
                    Locale.ROOT,
                    "%-30s %9.1f %9.2f %9.2f %9.2f %9.2f%n",
                    run.kind(),
                    run.found(),
                    run.first() / MILLIS,
                    times.get("p50"),
                    times.get("p99"),
                    times.get("max")));
        }
        return text.toString();
    }

    private double perEntry(long bytes) {
        return bytes / (double) Math.max(1, sizes.entries());
    }

    @Override
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("entries", sizes.entries());
        fields.put("repositories", plan.repositories());
        fields.put("indexSeconds", seconds);
        fields.put("hashBytesPerEntry", perEntry(sizes.leaves()));
        fields.put("identityBytesPerEntry", perEntry(sizes.identities()));
        fields.put("searches", runs.stream().map(SearchBenchReport::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Run run) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("of", run.kind());
        fields.put("found", run.found());
        fields.put("firstMilliseconds", run.first() / MILLIS);
        fields.put("milliseconds", run.latencies().summary());
        return fields;
    }
}
