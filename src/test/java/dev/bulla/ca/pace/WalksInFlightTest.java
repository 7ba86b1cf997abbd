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
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WalksInFlightTest {

    @Test
    void refusesOneMoreThanFitsUntilASeatIsGivenBack() {
        var walks = new WalksInFlight(2);
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
        var walks = new WalksInFlight(1);
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
    void roomIsAskedForAndNotKept() {
        var walks = new WalksInFlight(1);

        walks.requireRoom();
        walks.requireRoom();
        assertThat(walks.inside()).isZero();

        var seat = walks.enter();
        assertThatThrownBy(walks::enter).isInstanceOf(RefusedException.class);
        assertThatThrownBy(walks::requireRoom).isInstanceOf(RefusedException.class);
        seat.close();
        assertThat(walks.enter()).isNotNull();
    }

    @Test
    void nobodyIsLetInWhileThoseInsideWaitInVain() {
        var crowded = new AtomicBoolean();
        var walks = new WalksInFlight(2, crowded::get);
        walks.enter();

        crowded.set(true);

        assertThatThrownBy(walks::requireRoom).hasMessage("those in flight wait too long for a core already");
        assertThatThrownBy(walks::enter).isInstanceOf(RefusedException.class);
        assertThat(walks.inside()).isOne();
        crowded.set(false);
        assertThat(walks.enter()).isNotNull();
    }
}
