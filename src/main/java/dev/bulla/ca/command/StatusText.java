/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a server does, on one screen. */
record StatusText(URI admin, ServerStatus status, Instant at) {
    /** Everything must fit on a screen; the rest is in metrics. */
    private static final int MOST_SHOWN = 8;

    String text() {
        var page = status.page();
        return """
                %s

                version:   %s, crypto by %s
                ports:     %s
                ca:        %s
                log:       %s
                %s%sissuers:   %s
                %sissued:    %s
                refused:   %s
                %sfailed:    %s
                no room:   %s
                load:      %s
                process:   %s
                """.formatted(
                        verdict(),
                        page.fact("version"),
                        page.fact("crypto provider"),
                        page.fact("ports"),
                        page.fact("ca") + ", in " + daysLeft("bulla_ca_chain_end_seconds") + " days",
                        page.fact("log") + log(),
                        witnesses(),
                        timestamps(),
                        page.fact("issuers"),
                        issuers(),
                        text(status.issued()),
                        text(status.refused()),
                        refusals(),
                        text(status.failed()),
                        text(status.turnedAway()),
                        load(),
                        process());
    }

    private String verdict() {
        var troubles = status.troubles();
        var headline = admin + ": " + (troubles.isEmpty() ? "all is well" : troubles.size() + " thing(s) are wrong");
        return headline + troubles.stream().map(what -> "\n  ! " + what).collect(Collectors.joining());
    }

    private long daysLeft(String chainEnd) {
        return Duration.between(at, Instant.ofEpochSecond(now().count(chainEnd)))
                .toDays();
    }

    private String log() {
        var age = now().of("bulla_log_head_age_seconds");
        return age.isEmpty() ? "" : String.format(Locale.ROOT, ", last signed %.1f s ago", age.getAsDouble());
    }

    /** Nothing where no witness was named. */
    private String witnesses() {
        var age = now().of("bulla_log_witnessed_age_seconds");
        if (age.isEmpty()) {
            return "";
        }
        return Double.isNaN(age.getAsDouble())
                ? "witnessed: not yet since the start\n"
                : String.format(
                        Locale.ROOT,
                        "witnessed: %d entries, %.1f s ago\n",
                        now().count("bulla_log_witnessed_size"),
                        age.getAsDouble());
    }

    /** Nothing where no times are stamped. */
    private String timestamps() {
        return now().of("bulla_tsa_chain_end_seconds").isEmpty()
                ? ""
                : "tsa:       %s, in %d days%n           %s%n"
                        .formatted(
                                status.page().fact("tsa"),
                                daysLeft("bulla_tsa_chain_end_seconds"),
                                text(status.stamped()));
    }

    private String issuers() {
        return lines(status.issuers().stream()
                .map(issuer -> issuer.name() + ": " + issuer.line())
                .toList());
    }

    private String refusals() {
        return lines(status.refusals().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .toList());
    }

    private static String lines(List<String> all) {
        var shown = all.stream()
                .limit(MOST_SHOWN)
                .map(line -> "           " + line + "\n")
                .collect(Collectors.joining());
        return all.size() > MOST_SHOWN ? shown + "           and " + (all.size() - MOST_SHOWN) + " more\n" : shown;
    }

    private static String text(ServerStatus.Flow flow) {
        return String.format(Locale.ROOT, "%.1f a second, %d since the start", flow.rate(), flow.total());
    }

    private String load() {
        return "%d of %d requests inside, %d of %d cores busy, %d waiting for one"
                .formatted(
                        now().count("bulla_requests_in_flight"),
                        now().count("bulla_requests_in_flight_limit"),
                        now().count("bulla_cores_busy"),
                        now().count("bulla_cores"),
                        now().count("bulla_cores_waiting"));
    }

    private String process() {
        return "up since %s, %d MiB, %d of %d files open"
                .formatted(
                        Instant.ofEpochSecond(now().count("process_start_time_seconds")),
                        now().count("process_resident_memory_bytes") >> 20,
                        now().count("process_open_fds"),
                        now().count("process_max_fds"));
    }

    private MetricsPage now() {
        return status.now();
    }
}
