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
        var first = walks.arrive().enter();
        walks.arrive().enter();

        var refused = catchThrowableOfType(RefusedException.class, walks.arrive()::enter);

        assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED);
        first.close();
        assertThat(walks.arrive().enter()).isNotNull();
        assertThat(walks.inside()).isEqualTo(2);
    }

    @Test
    void whoIsRefusedTakesNoSeatForAMoment() throws Exception {
        var walks = new WalksInFlight(1, Duration.ZERO);
        walks.arrive().enter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var turnedAway = threads.submit(() -> {
                for (var times = 0; times < 20_000; times++) {
                    assertThatThrownBy(walks.arrive()::enter).isInstanceOf(RefusedException.class);
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
        var first = walks.arrive().enter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = threads.submit(walks.arrive()::enter);
            first.close();
            assertThat(second.get()).isNotNull();
            assertThat(walks.inside()).isOne();

            var began = System.nanoTime();
            assertThatThrownBy(walks.arrive()::enter).isInstanceOf(RefusedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void refusesAtOnceWhenTheServerEnds() {
        var walks = new WalksInFlight(1, Duration.ofHours(1));
        walks.arrive().enter();
        Thread.currentThread().interrupt();

        assertThatThrownBy(walks.arrive()::enter).isInstanceOf(RefusedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void roomIsWaitedForAndNotKept() {
        var walks = new WalksInFlight(1, Duration.ZERO);
        var first = walks.arrive();
        var second = walks.arrive();

        first.awaitRoom();
        second.awaitRoom();
        assertThat(walks.inside()).isZero();

        var seat = first.enter();
        assertThatThrownBy(second::enter).isInstanceOf(RefusedException.class);
        assertThatThrownBy(walks.arrive()::awaitRoom).isInstanceOf(RefusedException.class);
        seat.close();
        assertThat(second.enter()).isNotNull();
    }

    @Test
    void aRequestWaitsNoLongerThanItsClient() {
        var walks = new WalksInFlight(1, Duration.ofHours(1));
        walks.arrive().enter();
        var hurried = walks.arrive(Duration.ofMillis(1));

        assertThatThrownBy(hurried::awaitRoom).isInstanceOf(RefusedException.class);
        assertThatThrownBy(hurried::enter).isInstanceOf(RefusedException.class);
    }

    @Test
    void whoHasNoTimeDoesNotWaitAtAll() {
        var walks = new WalksInFlight(1, Duration.ofHours(1));
        walks.arrive().enter();

        assertThatThrownBy(walks.arrive(Duration.ofSeconds(-1))::enter).isInstanceOf(RefusedException.class);
    }
}
