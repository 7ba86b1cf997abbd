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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CompareReportTest {
    private static final long MEBIBYTE = 1024 * 1024;

    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void speakGerman() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(usual);
    }

    /** Round by round ours gives 2, 3 and 1 times as many, and needs a half, a third and the same of the time for each. */
    private static CompareReport threeRounds() {
        return new CompareReport(
                List.of(
                        new CompareReport.Round(report(200, 10, 100), report(100, 20, 50)),
                        new CompareReport.Round(report(300, 10, 100), report(100, 30, 50)),
                        new CompareReport.Round(report(400, 20, 100), report(400, 20, 50))),
                placement("0", "0", "1"));
    }

    @Test
    void showsBothSidesAndTheRatiosOfTheRounds() {
        assertThat(threeRounds().text().lines())
                .contains(
                        "3 rounds by turns, 2 s each after 1 s to warm up, 64 connections, as many as they took",
                        row(
                                "certificates/s",
                                "300.0 (200.0 to 400.0)",
                                "100.0 (100.0 to 400.0)",
                                "2.00 (1.00 to 3.00)"),
                        row("server CPU us", "300.0 (300.0 to 300.0)", "300.0 (300.0 to 300.0)", "1.00 (1.00 to 1.00)"),
                        row("resident MiB", "100.0 (100.0 to 100.0)", "50.0 (50.0 to 50.0)", "2.00 (2.00 to 2.00)"),
                        "cores           ours on 0, reference on 0, generator on 1")
                .anyMatch(line -> line.startsWith("p99 ms ") && line.endsWith(" 0.50 (0.33 to 1.00)"))
                .noneMatch(line -> line.contains("slows down"));
    }

    @Test
    void aProgramReadsTheSame() {
        var fields = JsonMapper.shared().valueToTree(threeRounds().fields());

        var ratio = fields.path("figures").path("certificatesPerSecond").path("ratio");
        assertThat(ratio.path("median").asDouble()).isEqualTo(2);
        assertThat(ratio.path("lowest").asDouble()).isEqualTo(1);
        assertThat(ratio.path("highest").asDouble()).isEqualTo(3);
        assertThat(fields.path("rounds")
                        .path(1)
                        .path("ours")
                        .path("certificates")
                        .asInt())
                .isEqualTo(600);
        assertThat(fields.path("cores").path("generator").asString()).isEqualTo("1");
    }

    @Test
    void whatOneSideDoesNotTellHasNoRatio() {
        var silent = report(100, 20, 50);
        var report = new CompareReport(
                List.of(new CompareReport.Round(
                        report(200, 10, 100),
                        new LoadReport(silent.plan(), 1, unaccounted(100), silent.verified(), Optional.empty()))),
                new Placement(Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(report.text().lines())
                .contains(row("server CPU us", "300.0 (300.0 to 300.0)", "not measured", "not measured"))
                .contains(row("resident MiB", "100.0 (100.0 to 100.0)", "not measured", "not measured"))
                .anyMatch(line -> line.contains("slows down whom it measures"));
        assertThat(report.isGood()).isTrue();
    }

    @Test
    void aServerOnACoreOfTheGeneratorIsMentioned() {
        assertThat(placement("0", "1", "2-3").isGeneratorApart()).isTrue();
        assertThat(placement("0", "0-1", "1").isGeneratorApart()).isFalse();
    }

    @Test
    void aRoundWithoutCertificatesIsNoComparison() {
        var report = new CompareReport(
                List.of(new CompareReport.Round(report(200, 10, 100), report(0, 0, 50))), placement("0", "0", "1"));

        assertThat(report.isGood()).isFalse();
        assertThat(report.text().lines())
                .contains(row("certificates/s", "200.0 (200.0 to 200.0)", "0.0 (0.0 to 0.0)", "not measured"))
                .anyMatch(line -> line.startsWith("p50 ms ") && line.endsWith("not measured"));
    }

    @Test
    void ofAnEvenNumberTheMedianIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 10.0))).contains(new Spread(3.5, 1, 10));
        assertThat(Spread.of(List.of())).isEmpty();
    }

    private static String row(String... cells) {
        return String.format("%-16s%-32s%-32s%s", (Object[]) cells);
    }

    private static Placement placement(String ours, String reference, String generator) {
        return new Placement(
                Optional.of(CoreSet.parse(ours)),
                Optional.of(CoreSet.parse(reference)),
                Optional.of(CoreSet.parse(generator)));
    }

    /** For two seconds. */
    private static LoadReport report(int perSecond, int milliseconds, long mebibytes) {
        var plan = new LoadPlan(
                new Target(InetAddress.getLoopbackAddress(), 1, "localhost", "/"),
                Pace.Most.MOST,
                new LoadPlan.Timing(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10)),
                64,
                100);
        var taken = new Latencies();
        if (milliseconds > 0) {
            taken.took(Duration.ofMillis(milliseconds).toNanos());
        }
        var spent = Optional.of(Duration.ofNanos(2L * perSecond * 300_000L));
        return new LoadReport(
                plan,
                1,
                result(2L * perSecond, taken, Optional.of(Duration.ZERO), spent),
                new LoadReport.Verified(1, new Failures()),
                Optional.of(new LoadReport.Memory(mebibytes * MEBIBYTE, 0)));
    }

    private static LoadResult unaccounted(int perSecond) {
        return result(2L * perSecond, new Latencies(), Optional.empty(), Optional.empty());
    }

    private static LoadResult result(
            long certificates, Latencies taken, Optional<Duration> before, Optional<Duration> after) {
        return new LoadResult(
                new Meter.Reading(0, 0, 0, Duration.ZERO, before),
                new Meter.Reading(
                        Duration.ofSeconds(2).toNanos(), certificates, certificates, Duration.ofSeconds(1), after),
                taken,
                taken,
                new Failures(),
                List.of(),
                0);
    }
}
