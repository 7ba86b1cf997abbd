/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The series of one metric name, one for each set of label values. */
final class Family<S> {
    /** Labels come from closed sets, so this is a fuse and not a limit. */
    private static final int MOST_SERIES = 5_000;

    private final List<String> labels;
    private final Supplier<S> maker;
    private final ConcurrentMap<List<String>, S> series = new ConcurrentHashMap<>();

    Family(List<String> labels, Supplier<S> maker) {
        this.labels = labels;
        this.maker = maker;
        if (labels.isEmpty()) {
            with(List.of());
        }
    }

    S with(List<String> values) {
        var known = series.get(values);
        if (known != null) {
            return known;
        }
        if (values.size() != labels.size()) {
            throw new IllegalArgumentException(values.size() + " values for labels " + labels);
        }
        var kept = series.size() < MOST_SERIES
                ? values
                : labels.stream().map(label -> "other").toList();
        return series.computeIfAbsent(kept, key -> maker.get());
    }

    void without(List<String> values) {
        series.remove(values);
    }

    /** Visits every series with its labels as the text format writes them, in a stable order. */
    void each(Visitor<S> visitor) {
        series.entrySet().stream()
                .sorted(Comparator.comparing(entry -> String.join("\u0000", entry.getKey())))
                .forEach(entry -> visitor.visit(written(entry.getKey()), entry.getValue()));
    }

    private String written(List<String> values) {
        var text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",").append(labels.get(i)).append("=\"");
            text.append(
                    values.get(i).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
            text.append('"');
        }
        return text.toString();
    }

    /** Takes one series. */
    interface Visitor<S> {
        void visit(String labels, S series);
    }
}
