/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalProgramTest {

    @ParameterizedTest
    @ValueSource(strings = {"fulcio", "fulcio-server"})
    void isNoCommandOfOurs(String name) {
        assertThat(OriginalProgram.dropped(name, "serve", "--port=5555")).containsExactly("serve", "--port=5555");
    }

    @Test
    void isMeantInTheFirstPlaceAlone() {
        assertThat(OriginalProgram.dropped("serve", "fulcio")).containsExactly("serve", "fulcio");
        assertThat(OriginalProgram.dropped("fulcio", "fulcio")).containsExactly("fulcio");
        assertThat(OriginalProgram.dropped()).isEmpty();
    }
}
