/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How fast a log was followed, as a table and as fields. */
public record WatchReport(String provider, WatchBench.Plan plan, List<Run> runs) implements BenchReport {
    public WatchReport {
        runs = List.copyOf(runs);
    }

    /** One way through the whole log. */
    public record Run(String api, long entries, double seconds, long found) {
        double entriesPerSecond() {
            return entries / seconds;
        }
    }

    @Override
    public String table() {
        var text = new StringBuilder("%d cores for the log and its watcher, %s, %d identities watched, %d threads%n%n"
                .formatted(Runtime.getRuntime().availableProcessors(), provider, plan.watched(), plan.threads()));
        text.append("%-8s %10s %9s %11s%n".formatted("read as", "entries", "seconds", "entries/s"));
        runs.forEach(run -> text.append(String.format(
                Locale.ROOT,
                "%-8s %10d %9.1f %11.0f%n",
                run.api().toLowerCase(Locale.ROOT),
                run.entries(),
                run.seconds(),
                run.entriesPerSecond())));
        return text.toString();
    }

    @Override
    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("cores", Runtime.getRuntime().availableProcessors());
        fields.put("provider", provider);
        fields.put("plan", plan);
        fields.put("runs", runs);
        return fields;
    }
}
