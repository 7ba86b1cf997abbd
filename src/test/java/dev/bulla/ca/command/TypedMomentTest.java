/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedMomentTest {
    private static final Instant NOW = Instant.parse("2026-11-21T18:46:00Z");

    @ParameterizedTest
    @CsvSource({
        "30s, 2026-11-21T18:45:30Z",
        "5m, 2026-11-21T18:41:00Z",
        "24h, 2026-11-20T18:46:00Z",
        "7d, 2026-11-14T18:46:00Z",
        "2026-11-01, 2026-11-01T00:00:00Z",
        "2026-11-01T10:00:00Z, 2026-11-01T10:00:00Z",
        "2026-11-01T10:00:00+02:00, 2026-11-01T08:00:00Z"
    })
    void isAWhileAgoADayOrATime(String typed, Instant meant) {
        assertThat(TypedMoment.of("--since", typed, NOW)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "h", "-1h", "1w", "2026-13-01", "yesterday", "1234567d"})
    void anythingElseIsRefused(String typed) {
        assertThatThrownBy(() -> TypedMoment.of("--since", typed, NOW))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith("--since: ");
    }
}
