/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheTimeOfTheNearestRankToThreeDigits() {
        var all = ofMillis(IntStream.rangeClosed(1, 1000));

        assertThat(all.count()).isEqualTo(1000);
        assertThat(millis(all, 500)).isCloseTo(500, within(0.5));
        assertThat(millis(all, 990)).isCloseTo(990, within(1.0));
        assertThat(millis(all, 999)).isCloseTo(999, within(1.0));
        assertThat(millis(all, 1000)).isCloseTo(1000, within(1.0));
        assertThat(all.summary().get("p90")).isCloseTo(900, within(1.0));
        assertThat(all.summary().get("max")).isCloseTo(1000, within(1.0));
    }

    @Test
    void nothingTookNoTime() {
        assertThat(new Latencies().quantile(990)).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatTakesTooLongIsNotForgotten() {
        var latencies = new Latencies();
        latencies.took(Duration.ofDays(1).toNanos());

        assertThat(latencies.quantile(1000)).isGreaterThanOrEqualTo(Duration.ofHours(2));
    }

    private static double millis(Latencies latencies, int perMille) {
        return latencies.quantile(perMille).toNanos() / 1e6;
    }

    private static Latencies ofMillis(IntStream millis) {
        var latencies = new Latencies();
        millis.forEach(it -> latencies.took(it * 1_000_000L));
        return latencies;
    }
}
