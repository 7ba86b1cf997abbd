/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WalksInFlightTest {

    @Test
    void refusesOneMoreThanFitsUntilASeatIsGivenBack() {
        var walks = new WalksInFlight(2, Duration.ZERO);
        var first = walks.enter();
        walks.enter();

        var refused = catchThrowableOfType(RefusedException.class, walks::enter);

        assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED);
        first.close();
        assertThat(walks.enter()).isNotNull();
        assertThat(walks.inside()).isEqualTo(2);
    }

    @Test
    void whoIsRefusedTakesNoSeatForAMoment() throws Exception {
        var walks = new WalksInFlight(1, Duration.ZERO);
        walks.enter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var turnedAway = threads.submit(() -> {
                for (var times = 0; times < 20_000; times++) {
                    assertThatThrownBy(walks::enter).isInstanceOf(RefusedException.class);
                }
            });
            while (!turnedAway.isDone()) {
                assertThat(walks.inside()).isOne();
            }
            turnedAway.get();
        }
    }

    @Test
    void letsInWhoFindsASeatAfterAllAndKeepsTheOthersWaitingBeforeItRefuses() throws Exception {
        var walks = new WalksInFlight(1, Duration.ofMillis(500));
        var first = walks.enter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = threads.submit(walks::enter);
            first.close();
            assertThat(second.get()).isNotNull();
            assertThat(walks.inside()).isOne();

            var began = System.nanoTime();
            assertThatThrownBy(walks::enter).isInstanceOf(RefusedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void refusesAtOnceWhenTheServerEnds() {
        var walks = new WalksInFlight(1, Duration.ofHours(1));
        walks.enter();
        Thread.currentThread().interrupt();

        assertThatThrownBy(walks::enter).isInstanceOf(RefusedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }
}
