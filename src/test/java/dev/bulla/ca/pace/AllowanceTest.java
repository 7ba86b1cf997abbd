/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.testing.TestClock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final TestClock clock = new TestClock();
    private final Allowance allowance = new Allowance(3, Duration.ofMinutes(1), clock);

    @Test
    void givesAllThatWasSavedUpAndThenOneEachInterval() {
        assertThat(taken(5)).isEqualTo(3);

        clock.forward(Duration.ofSeconds(59));
        assertThat(taken(1)).isZero();
        clock.forward(Duration.ofSeconds(1));
        assertThat(taken(2)).isOne();
        clock.forward(Duration.ofSeconds(150));
        assertThat(taken(5)).isEqualTo(2);
        clock.forward(Duration.ofSeconds(30));
        assertThat(taken(5)).isOne();
    }

    @Test
    void savesUpNoMoreThanTheMost() {
        taken(3);
        clock.forward(Duration.ofDays(400_000));

        assertThat(taken(5)).isEqualTo(3);
    }

    @Test
    void doesNotCountTheTimeInWhichItWasFull() {
        clock.forward(Duration.ofSeconds(59));
        taken(3);
        clock.forward(Duration.ofSeconds(1));

        assertThat(taken(1)).isZero();
    }

    @Test
    void beginsAnewWhenTheClockIsSetBack() {
        taken(3);
        clock.back(Duration.ofDays(1));
        assertThat(taken(1)).isZero();

        clock.forward(Duration.ofMinutes(1));

        assertThat(taken(2)).isOne();
    }

    @Test
    void givesNothingTwiceHoweverManyAsk() throws Exception {
        var thousand = new Allowance(1000, Duration.ofMinutes(1), clock);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var takers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> taken(thousand, 500)))
                    .toList();
            var sum = 0L;
            for (var taker : takers) {
                sum += taker.get();
            }
            assertThat(sum).isEqualTo(1000);
        }
    }

    private long taken(int tries) {
        return taken(allowance, tries);
    }

    private static long taken(Allowance allowance, int tries) {
        return IntStream.range(0, tries).filter(i -> allowance.take()).count();
    }
}
