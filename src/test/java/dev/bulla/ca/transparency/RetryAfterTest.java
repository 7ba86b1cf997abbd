/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | 0",
                "1                             | 1",
                "120                           | 120",
                "999999999                     | 999999999",
                "Wed, 06 May 2026 07:08:10 GMT | 1",
                "Wed, 06 May 2026 08:08:09 GMT | 3600",
                "Wed, 06 May 2026 07:08:09 GMT | 0",
                "Tue, 05 May 2026 07:08:09 GMT | 0"
            })
    void isSecondsOrADate(String value, long seconds) {
        assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                "1.5",
                "1s",
                "9999999999",
                "2026-05-06T07:08:10Z",
                "Thu, 06 May 2026 07:08:10 GMT"
            })
    void isNothingElse(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }
}
