/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialTest {

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 0x8000_0000_0000_0000L, 0x0080_0000_0000_0080L})
    void isPositiveAndTakesTwentyBytesWhateverIsDrawn(long drawn) {
        // given
        RandomGenerator random = () -> drawn;

        // when
        var serial = Serial.random(random).array();

        // then
        var number = new BigInteger(1, serial);
        assertThat(number.toByteArray()).isEqualTo(serial).hasSize(20);
        assertThat(number).isPositive();
    }
}
