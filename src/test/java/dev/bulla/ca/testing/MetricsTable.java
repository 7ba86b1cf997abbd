/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of all metrics in deploy/METRICS.md, which a test holds against running servers. */
public final class MetricsTable {
    private static final Path TABLE = Path.of(System.getProperty("bulla.root", ".."), "deploy", "METRICS.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| (counter|gauge|histogram) \\| ([^|]*)\\|", Pattern.MULTILINE);

    private MetricsTable() {}

    /** A metric as the table or a page of metrics has it. */
    public record Described(String type, Set<String> labels) {}

    /** What is in it, by name. */
    public static SortedMap<String, Described> rows() throws IOException {
        var rows = new TreeMap<String, Described>();
        ROW.matcher(Files.readString(TABLE))
                .results()
                .forEach(row -> rows.put(row.group(1), new Described(row.group(2), words(row.group(3)))));
        return rows;
    }

    private static Set<String> words(String labels) {
        return Pattern.compile("\\w+")
                .matcher(labels)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
