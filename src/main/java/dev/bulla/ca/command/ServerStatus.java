/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a server does: what it says, and its numbers at two moments.
 *
 * @param between how much time lies between the two
 */
record ServerStatus(ReadinessPage page, MetricsPage before, MetricsPage now, Duration between) {
    private static final String DECISIONS = "bulla_decisions_total";
    private static final String STAMPS = "bulla_tsa_requests_total";
    private static final String OVERLOADED = "OVERLOADED";

    /** Beyond this share of the open files that are allowed, it is time to look. */
    private static final double MANY_FILES = 0.9;

    /** An issuer, or all that one pattern stands for. */
    record IssuerState(String name, boolean failing, String line) {}

    /** Requests of one kind: in all, and per second between the two moments. */
    record Flow(long total, double rate) {}

    /** Everything that is not as it should be, in words. All is well if there is nothing. */
    List<String> troubles() {
        var found = new ArrayList<String>();
        if (!page.ready()) {
            found.add("not ready: starting or stopping");
        }
        page.alarms().forEach((alarm, what) -> found.add("alarm " + alarm + ": " + what));
        issuers().stream()
                .filter(IssuerState::failing)
                .forEach(issuer -> found.add("issuer " + issuer.name() + ": " + issuer.line()));
        newly(ServerStatus::isOurs)
                .forEach((reason, count) -> found.add("%d requests failed just now: %s".formatted(count, reason)));
        if (turnedAway().rate() > 0) {
            found.add(String.format(
                    Locale.ROOT,
                    "overload: %.1f requests a second are turned away",
                    turnedAway().rate()));
        }
        if (unstamped().rate() > 0) {
            found.add(String.format(
                    Locale.ROOT,
                    "%.1f timestamps a second cannot be given",
                    unstamped().rate()));
        }
        if (now.count("process_open_fds")
                > MANY_FILES * now.of("process_max_fds").orElse(Double.MAX_VALUE)) {
            found.add("nearly all files and connections that the process may have are open");
        }
        return found;
    }

    /** Those that fail first. One that nobody needed yet is not failing. */
    List<IssuerState> issuers() {
        var failed = now.all("bulla_issuer_fetches_total").stream()
                .filter(series -> series.label("outcome").equals("failed") && series.value() > 0)
                .map(series -> series.label("issuer"))
                .collect(Collectors.toSet());
        return now.all("bulla_issuer_up").stream()
                .map(series -> {
                    var name = series.label("issuer");
                    return new IssuerState(
                            name, series.value() == 0 && failed.contains(name), page.fact("issuer " + name));
                })
                .sorted((one, other) -> Boolean.compare(other.failing(), one.failing()))
                .toList();
    }

    Flow issued() {
        return flow(series -> series.label("outcome").equals("issued"));
    }

    Flow refused() {
        return flow(series -> isRefused(series) && !series.label("reason").equals(OVERLOADED));
    }

    /** For want of room. */
    Flow turnedAway() {
        return flow(series -> series.label("reason").equals(OVERLOADED));
    }

    /** For what no requester can help. */
    Flow failed() {
        return flow(ServerStatus::isOurs);
    }

    /** How many were refused since the start, by reason. */
    Map<String, Long> refusals() {
        return byReason(now, ServerStatus::isRefused);
    }

    /** Timestamps that were given. */
    Flow stamped() {
        return flow(STAMPS, series -> series.label("outcome").equals("granted"));
    }

    /** Those that were not, through a fault of ours. */
    private Flow unstamped() {
        return flow(STAMPS, series -> series.label("outcome").equals("failed"));
    }

    private Flow flow(Predicate<MetricsPage.Series> which) {
        return flow(DECISIONS, which);
    }

    private Flow flow(String metric, Predicate<MetricsPage.Series> which) {
        var total = now.sum(metric, which);
        return new Flow((long) total, (total - before.sum(metric, which)) / (between.toMillis() / 1e3));
    }

    private static boolean isRefused(MetricsPage.Series series) {
        return series.label("outcome").equals("refused");
    }

    private static boolean isOurs(MetricsPage.Series series) {
        return series.label("outcome").equals("failed")
                || series.label("outcome").equals("unavailable");
    }

    private Map<String, Long> newly(Predicate<MetricsPage.Series> which) {
        var earlier = byReason(before, which);
        var more = new TreeMap<String, Long>();
        byReason(now, which).forEach((reason, count) -> more.put(reason, count - earlier.getOrDefault(reason, 0L)));
        more.values().removeIf(count -> count <= 0);
        return more;
    }

    private static Map<String, Long> byReason(MetricsPage page, Predicate<MetricsPage.Series> which) {
        return page.all(DECISIONS).stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        series -> series.label("reason"), TreeMap::new, Collectors.summingLong(series ->
                                (long) series.value())));
    }
}
