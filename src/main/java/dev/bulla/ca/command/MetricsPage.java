/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The numbers of a server at one moment, as it publishes them. */
record MetricsPage(Map<String, List<Series>> metrics) {
    private static final Pattern LINE =
            Pattern.compile("^(\\w+)(\\{.*})? (NaN|[-+]?Inf|[-+0-9.eE]+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    MetricsPage {
        metrics = Map.copyOf(metrics);
    }

    /** One number and what it is about. */
    record Series(String name, Map<String, String> labels, double value) {

        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    static MetricsPage parse(String page) {
        return new MetricsPage(
                LINE.matcher(page).results().map(MetricsPage::series).collect(Collectors.groupingBy(Series::name)));
    }

    private static Series series(MatchResult line) {
        var labels = line.group(2) == null ? "" : line.group(2);
        return new Series(
                line.group(1),
                LABEL.matcher(labels)
                        .results()
                        .collect(
                                Collectors.toMap(label -> label.group(1), label -> plain(label.group(2)), (a, _) -> a)),
                number(line.group(3)));
    }

    private static String plain(String value) {
        return value.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static double number(String text) {
        return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    List<Series> all(String name) {
        return metrics.getOrDefault(name, List.of());
    }

    double sum(String name, Predicate<Series> which) {
        return all(name).stream().filter(which).mapToDouble(Series::value).sum();
    }

    /** The number of a metric that has no labels, if the server has it. */
    OptionalDouble of(String name) {
        return all(name).stream().mapToDouble(Series::value).findFirst();
    }

    /** The same where it counts as none what the server does not have. */
    long count(String name) {
        return (long) of(name).orElse(0);
    }
}
