/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.MetricsTable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an expression asks for nothing but what a server serves. */
final class Served {
    /** Prometheus makes it itself. */
    private static final String UP = "up";

    /** Prometheus puts them on everything. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");

    private Served() {}

    static void require(Expression expression) throws IOException {
        assertThat(expression.asked()).isNotEmpty();
        var labels = new HashSet<>(OF_PROMETHEUS);
        for (var asked : expression.asked()) {
            var own = labels(asked.metric());
            labels.addAll(own);
            assertThat(own.containsAll(asked.matchers().stream()
                            .map(Expression.Matcher::label)
                            .toList()))
                    .as("%s has the labels of %s", asked.metric(), asked.matchers())
                    .isTrue();
        }
        assertThat(labels).containsAll(expression.shared());
    }

    static void requireMetric(String name) throws IOException {
        if (!MetricsTable.rows().containsKey(name)) {
            assertThat(labels(name)).isNotEmpty();
        }
    }

    private static Set<String> labels(String metric) throws IOException {
        if (metric.equals(UP)) {
            return OF_PROMETHEUS;
        }
        var rows = MetricsTable.rows();
        var row = Optional.ofNullable(rows.get(metric))
                .or(() -> Optional.ofNullable(rows.get(histogram(metric))))
                .orElseThrow(() -> new AssertionError(metric + " has no row in METRICS.md"));
        assertThat(row.type().equals("histogram"))
                .as("%s names a part of a histogram", metric)
                .isEqualTo(!rows.containsKey(metric));
        var own = new HashSet<>(row.labels());
        own.addAll(OF_PROMETHEUS);
        if (metric.endsWith("_bucket")) {
            own.add("le");
        }
        return own;
    }

    private static String histogram(String part) {
        return PART.matcher(part).replaceFirst("");
    }
}
