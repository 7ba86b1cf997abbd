/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.monitoring.AlertRules.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runbook against the alerts that lead to it. */
class RunbookTest {
    private static final String PAGE = "deploy/RUNBOOK.md#";
    private static final Pattern ENTRY = Pattern.compile("^### (.+)\n((?:(?!^#{2,3} ).*\n?)*)", Pattern.MULTILINE);
    private static final Pattern ALERT = Pattern.compile("`(Bulla[A-Z]\\w+)`");
    private static final Pattern METRIC = Pattern.compile("\\b(?:bulla|process|jvm)_[a-z_]*[a-z]\\b");
    private static final List<String> PARTS = List.of(
            "**What it means.**", "**What users see.**", "**How to look.**", "**What to do.**", "**It is over**");

    static Map<String, String> entries() throws IOException {
        var entries = new TreeMap<String, String>();
        ENTRY.matcher(Files.readString(AlertRules.DEPLOY.resolve("RUNBOOK.md")))
                .results()
                .forEach(entry -> entries.put(anchor(entry.group(1)), entry.group(2)));
        return entries;
    }

    static List<Alert> alerts() throws IOException {
        return AlertRules.all();
    }

    static List<String> anchors() throws IOException {
        return List.copyOf(entries().keySet());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertLeadsToAnEntryThatNamesIt(Alert alert) throws IOException {
        assertThat(alert.runbook()).startsWith(PAGE);
        assertThat(alerts(entries().getOrDefault(alert.runbook().substring(PAGE.length()), "")))
                .contains(alert.name());
    }

    @ParameterizedTest
    @MethodSource("anchors")
    void everyEntrySaysAllThatIsNeededInThisOrder(String anchor) throws IOException {
        assertThat(entries().get(anchor)).containsSubsequence(PARTS).contains("    $ ");
    }

    @ParameterizedTest
    @MethodSource("anchors")
    void everyAlertAndEveryMetricThatItNamesIsThere(String anchor) throws IOException {
        var entry = entries().getOrDefault(anchor, "");
        assertThat(alerts()).extracting(Alert::name).containsAll(alerts(entry));
        for (var metric :
                METRIC.matcher(entry).results().map(MatchResult::group).toList()) {
            Served.requireMetric(metric);
        }
    }

    /** Those that no metric shows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "disk-lost",
                "disk-full",
                "clock-wrong",
                "ca-key-stolen",
                "log-key-stolen",
                "log-forked",
                "root-expired",
                "issuers-key-stolen",
                "one-repository-misused"
            })
    void worseThingsHaveAnEntryToo(String anchor) throws IOException {
        assertThat(entries()).containsKey(anchor);
    }

    @Test
    void noAnchorIsThereTwice() throws IOException {
        assertThat(ENTRY.matcher(Files.readString(AlertRules.DEPLOY.resolve("RUNBOOK.md")))
                        .results()
                        .map(entry -> anchor(entry.group(1))))
                .doesNotHaveDuplicates();
    }

    private static List<String> alerts(String entry) {
        return ALERT.matcher(entry).results().map(it -> it.group(1)).toList();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
}
