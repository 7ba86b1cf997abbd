/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-05-06T07:08:09Z"));
    private static final Duration AMPLE = Duration.ofHours(1);

    @Test
    void waitsDoubleUpToTwoSeconds() {
        assertThat(waits(new Patience(AMPLE, CLOCK, ALWAYS_LEAST), 8))
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
        assertThat(waits(new Patience(AMPLE, CLOCK, ALWAYS_MOST), 8))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 2000L);
    }

    @Test
    void twoSubmissionsDoNotWaitInStep() {
        var patience = new Patience(AMPLE, CLOCK, new Random(1));

        assertThat(waits(patience, 8)).isNotEqualTo(waits(patience, 8));
    }

    @Test
    void whatTheLogAsksForComesOnTop() {
        var spent = new Patience(AMPLE, CLOCK, ALWAYS_MOST).start();

        assertThat(spent.nextWait(Optional.of("7"))).contains(Duration.ofMillis(7100));
        assertThat(spent.nextWait(Optional.of("nonsense"))).contains(Duration.ofMillis(200));
    }

    @Test
    void aWaitThatDoesNotFitIsTheEnd() {
        var spent = new Patience(Duration.ofSeconds(7), CLOCK, ALWAYS_LEAST).start();

        assertThat(spent.nextWait(Optional.of("7"))).isEmpty();
        assertThat(spent.left()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(7));
    }

    @Test
    void nothingIsLeftOfTimeThatIsOver() {
        var spent = new Patience(Duration.ofNanos(-1), CLOCK, ALWAYS_LEAST).start();

        assertThat(spent.left()).isZero();
        assertThat(spent.nextWait(Optional.empty())).isEmpty();
    }

    private static List<Long> waits(Patience patience, int count) {
        var spent = patience.start();
        return IntStream.range(0, count)
                .mapToObj(i -> spent.nextWait(Optional.empty()).orElseThrow().toMillis())
                .toList();
    }

    private static final RandomGenerator ALWAYS_LEAST = () -> 0;

    /** Draws the largest number below any bound: that is how bounded numbers are made of 64 bits. */
    private static final RandomGenerator ALWAYS_MOST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };
}
