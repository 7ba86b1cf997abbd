/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that was measured, as a table and as fields.
 *
 * @param provider that signed and hashed
 * @param floor    what the disk takes for a bare write and fdatasync
 */
public record LogBenchReport(String provider, Latencies floor, List<LogRun> runs, Optional<Filled> filled)
        implements BenchReport {
    private static final double MEGABYTE = 1e6;

    public LogBenchReport {
        runs = List.copyOf(runs);
    }

    /**
     * How the log was filled.
     *
     * @param size   how many entries the log had then
     * @param bytes  of all its files
     * @param opened seconds that the next start took
     */
    public record Filled(long entries, double seconds, long size, long bytes, double opened) {
        Filled openedIn(double seconds) {
            return new Filled(entries, this.seconds, size, bytes, seconds);
        }
    }

    @Override
    public String table() {
        var text = new StringBuilder(
                "%d cores, %s%n".formatted(Runtime.getRuntime().availableProcessors(), provider));
        text.append(String.format(Locale.ROOT, "write + fdatasync of this disk: %s%n%n", floor.summary()));
        text.append("%12s %8s %11s %9s %9s %9s %9s %9s %8s %9s %9s%n"
                .formatted(
                        "log size",
                        "writers",
                        "entries/s",
                        "p50 ms",
                        "p90",
                        "p99",
                        "p99.9",
                        "max",
                        "refused",
                        "B/entry",
                        "live MB"));
        runs.forEach(run -> text.append(line(run)));
        filled.ifPresent(it -> text.append(String.format(
                Locale.ROOT,
                "%nfilled with %d entries in %.1f s (%.0f/s); %d entries take %.2f GB on disk; the next start took %.2f s%n",
                it.entries(),
                it.seconds(),
                it.entries() / it.seconds(),
                it.size(),
                it.bytes() / 1e9,
                it.opened())));
        return text.toString();
    }

    private static String line(LogRun run) {
        var times = run.latencies().summary();
        return String.format(
                Locale.ROOT,
                "%12d %8d %11.0f %9.2f %9.2f %9.2f %9.2f %9.2f %8d %9d %9.1f%n",
                run.before(),
                run.writers(),
                run.entriesPerSecond(),
                times.get("p50"),
                times.get("p90"),
                times.get("p99"),
                times.get("p99.9"),
                times.get("max"),
                run.refused(),
                run.cost().allocated(),
                run.cost().live() / MEGABYTE);
    }

    @Override
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("cores", Runtime.getRuntime().availableProcessors());
        fields.put("provider", provider);
        fields.put("diskMilliseconds", floor.summary());
        fields.put("runs", runs.stream().map(LogRun::fields).toList());
        filled.ifPresent(it -> fields.put("filled", it));
        return fields;
    }
}
