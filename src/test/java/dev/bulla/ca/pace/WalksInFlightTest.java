/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
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
}
