/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.bench.Latencies;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadReportTest {
    private static final double MEBIBYTE = 1024 * 1024;

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(usual);
    }

    /** Germans write a comma where others write a point, and Egyptians write other digits. */
    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "en-US"})
    void readsTheSameInEveryLanguage(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));

        assertThat(report().text().lines())
                .contains(
                        "certificates/s  1234.5",
                        "certificates    2469 in 2.0 s, 1300/s asked for on 64 connections",
                        "verified        12 answers, 0 bad",
                        "errors          1",
                        "  error         1 x 100% busy",
                        "requests        77 different ones; connections opened again: 5",
                        "server CPU      300 us per certificate",
                        "server memory   200 MiB resident, 100 of it anonymous",
                        "generator CPU   100 us per answer");
    }

    private static LoadReport report() {
        var plan = new LoadPlan(
                new Target(InetAddress.getLoopbackAddress(), 1, "localhost", "/"),
                new Pace.Rate(1300),
                new LoadPlan.Timing(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10)),
                64,
                100);
        var before = new Meter.Reading(0, 0, 0, Duration.ZERO, Optional.of(Duration.ZERO));
        var after = new Meter.Reading(
                Duration.ofSeconds(2).toNanos(),
                2469,
                2469,
                Duration.ofNanos(2469 * 100_000L),
                Optional.of(Duration.ofNanos(2469 * 300_000L)));
        var failures = new Failures();
        failures.count("100% busy");
        var result = new LoadResult(before, after, new Latencies(), new Latencies(), failures, List.of(), 5);
        var memory = new LoadReport.Memory((long) (200 * MEBIBYTE), (long) (100 * MEBIBYTE));
        return new LoadReport(plan, 77, result, new LoadReport.Verified(12, new Failures()), Optional.of(memory));
    }
}
