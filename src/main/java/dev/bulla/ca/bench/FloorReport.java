/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the cryptography of an issuance takes, as a table and as fields.
 *
 * @param provider  that signed and verified
 * @param timestamp the same of a timestamp, and a whole one beside it
 */
public record FloorReport(String provider, List<Profile> profiles, List<Line> timestamp) {
    public FloorReport {
        profiles = List.copyOf(profiles);
        timestamp = List.copyOf(timestamp);
    }

    /** All operations of an issuance by an authority with such a key. */
    public record Profile(String ca, List<Line> lines) {
        public Profile {
            lines = List.copyOf(lines);
        }

        double sum(ToDoubleFunction<Line> cost) {
            return lines.stream()
                    .mapToDouble(line -> line.times() * cost.applyAsDouble(line))
                    .sum();
        }
    }

    /**
     * One operation, in microseconds.
     *
     * @param times how often an issuance does it
     */
    public record Line(String name, int times, double best, double median) {}

    public String table() {
        var text = new StringBuilder("single thread, %s; microseconds on a processor%n".formatted(provider));
        for (var profile : profiles) {
            text.append("%n%-28s %6s %9s %9s%n".formatted("CA with " + profile.ca(), "times", "best", "median"));
            profile.lines()
                    .forEach(line ->
                            text.append(row(line.name(), Integer.toString(line.times()), line.best(), line.median())));
            text.append(row("sum of an issuance", "", profile.sum(Line::best), profile.sum(Line::median)));
        }
        text.append("%n%-28s %6s %9s %9s%n".formatted("timestamp with P256", "times", "best", "median"));
        timestamp.forEach(
                line -> text.append(row(line.name(), Integer.toString(line.times()), line.best(), line.median())));
        return text.toString();
    }

    private static String row(String name, String times, double best, double median) {
        return String.format(Locale.ROOT, "%-28s %6s %9.1f %9.1f%n", name, times, best, median);
    }

    public Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("provider", provider);
        fields.put("profiles", profiles.stream().map(FloorReport::fields).toList());
        fields.put("timestamp", timestamp);
        return fields;
    }

    private static Map<String, Object> fields(Profile profile) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("ca", profile.ca());
        fields.put("microseconds", profile.lines());
        fields.put("sumOfBest", profile.sum(Line::best));
        fields.put("sumOfMedians", profile.sum(Line::median));
        return fields;
    }
}
