/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreSetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 | 0", "0-3 | 0,1,2,3", "0-1,4,6-7 | 0,1,4,6,7", "\t10-11\t | 10,11"})
    void readsWhatLinuxWrites(String list, String cores) {
        assertThat(CoreSet.parse(list)).hasToString(cores);
    }

    @Test
    void coresAreSharedAsSoonAsOneIs() {
        assertThat(CoreSet.parse("0-1").isApartFrom(CoreSet.parse("1-2"))).isFalse();
        assertThat(CoreSet.parse("0-1").isApartFrom(CoreSet.parse("2-3"))).isTrue();
        assertThat(CoreSet.parse("0").and(CoreSet.parse("2"))).isEqualTo(CoreSet.parse("0,2"));
    }
}
