/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.bench.load.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrowthReportTest {
    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void speakGerman() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(usual);
    }

    @Test
    void theFirstNumberOfEachListHoldsWhereAnotherIsVaried() {
        assertThat(MadeUpGrowth.PLAN.points())
                .containsExactly(
                        new GrowthPoint(1000, 2, 16),
                        new GrowthPoint(100_000, 2, 16),
                        new GrowthPoint(10_000, 2, 16),
                        new GrowthPoint(1000, 10_000, 16),
                        new GrowthPoint(1000, 2, 1),
                        new GrowthPoint(1000, 2, 4096));
    }

    @Test
    void everyOtherRoundGoesTheOtherWay() {
        var there = MadeUpGrowth.PLAN.order(0);

        assertThat(MadeUpGrowth.PLAN.order(1)).containsExactlyElementsOf(there.reversed());
        assertThat(MadeUpGrowth.PLAN.order(2)).isEqualTo(there);
    }

    @Test
    void eachAxisHasItsTableWithTheSmallestFirst() {
        var text = MadeUpGrowth.report().markdown();

        assertThat(text.lines())
                .containsSubsequence(
                        "## By entries in the log",
                        "With 2 issuers configured and 16 connections.",
                        row("1,000", "400.0 (390.0 to 430.0)", "201.0 (191.0 to 231.0)"),
                        row("10,000", "500.0 (490.0 to 530.0)", "210.0 (200.0 to 240.0)"),
                        row("100,000", "600.0 (590.0 to 630.0)", "300.0 (290.0 to 330.0)"),
                        "From 1,000 to 100,000: server CPU us x 1.50, p99 ms x 1.00, resident MiB x 1.49.",
                        "## By issuers configured",
                        "With 1,000 entries in the log and 16 connections.",
                        row("2", "400.0 (390.0 to 430.0)", "201.0 (191.0 to 231.0)"),
                        row("10,000", "400.0 (390.0 to 430.0)", "201.0 (191.0 to 231.0)"),
                        "## By connections",
                        row("1", "400.0 (390.0 to 430.0)", "201.0 (191.0 to 231.0)"),
                        row("16", "400.0 (390.0 to 430.0)", "201.0 (191.0 to 231.0)"),
                        row("4,096", "400.0 (390.0 to 430.0)", "201.0 (191.0 to 231.0)"));
        assertThat(text)
                .contains(
                        "3 rounds of 6 s after 4 s to warm up", "100 requests/s", "server on cores 0, generator on 1");
    }

    private static String row(String number, String microseconds, String mebibytes) {
        return "| %s | 100.0 (90.0 to 130.0) | %s | 50.0 (40.0 to 80.0) | %s | 21, 0 | 6 |"
                .formatted(number, microseconds, mebibytes);
    }

    @Test
    void aPointWithoutCertificatesOrWithBadOnesIsNotGood() {
        var point = MadeUpGrowth.PLAN.points().getFirst();
        var none = new Measurement(Map.of(Figure.CERTIFICATES, 0.0), 0, 0, 9);
        var bad = new Measurement(Map.of(Figure.CERTIFICATES, 5.0), 1, 1, 0);

        assertThat(MadeUpGrowth.report().isGood()).isTrue();
        assertThat(new GrowthReport(MadeUpGrowth.PLAN, Map.of(point, List.of(none)), "").isGood())
                .isFalse();
        assertThat(new GrowthReport(MadeUpGrowth.PLAN, Map.of(point, List.of(bad)), "").isGood())
                .isFalse();
        assertThat(new GrowthReport(MadeUpGrowth.PLAN, Map.of(point, List.of(none)), "").markdown())
                .contains("| 1,000 | 0.0 (0.0 to 0.0) | not measured | not measured | not measured | 0, 0 | 9 |");
    }

    @Test
    void asManyIssuersAreConfiguredAsAreAskedFor() {
        var used = "oidc-issuers:\n  http://a.example:\n    type: email\n  http://b.example:\n    type: email\n";

        assertThat(ManyIssuers.with(used, 2)).isEqualTo(used);
        assertThat(ManyIssuers.with(used, 100).lines().filter("    type: email"::equals))
                .hasSize(100);
        assertThatThrownBy(() -> ManyIssuers.with("ci-issuer-metadata:\n", 3)).hasMessageContaining("begin");
    }
}
