/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void aPercentileIsTheTimeOfTheNearestRank() {
        var all = Latencies.of(
                List.of(ofMillis(IntStream.rangeClosed(501, 1000)), ofMillis(IntStream.rangeClosed(1, 500))));

        assertThat(all.count()).isEqualTo(1000);
        assertThat(all.quantile(500)).isEqualTo(Duration.ofMillis(500));
        assertThat(all.quantile(990)).isEqualTo(Duration.ofMillis(990));
        assertThat(all.quantile(999)).isEqualTo(Duration.ofMillis(999));
        assertThat(all.quantile(1000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(all.summary()).containsEntry("p90", 900.0).containsEntry("max", 1000.0);
    }

    @Test
    void manyAreAllKept() {
        assertThat(Latencies.of(List.of(ofMillis(IntStream.range(0, 5_000)))).count())
                .isEqualTo(5_000);
    }

    @Test
    void nothingTookNoTime() {
        assertThat(Latencies.of(List.of()).quantile(990)).isEqualTo(Duration.ZERO);
    }

    private static Latencies ofMillis(IntStream millis) {
        var latencies = new Latencies();
        millis.forEach(it -> latencies.took(it * 1_000_000L));
        return latencies;
    }
}
