/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter screen = new StringWriter();

    @Test
    void drawsWhenThereIsAPercentMoreAndLeavesNothingBehind() {
        try (var bar = new ProgressBar(new PrintWriter(screen), true)) {
            bar.checked(100, 1000);
            assertThat(screen).hasToString("\r[####" + " ".repeat(36) + "]  10 % of 1000 entries");

            bar.checked(101, 1000);
            bar.checked(50, 1000);
            assertThat(screen.toString().chars().filter(c -> c == '\r')).hasSize(1);

            bar.checked(1000, 1000);
            assertThat(screen.toString()).endsWith("\r[" + "#".repeat(40) + "] 100 % of 1000 entries");
        }
        assertThat(screen.toString()).endsWith("\r" + " ".repeat(80) + "\r");
    }

    @Test
    void aLogWithNothingToCheckIsDone() {
        try (var bar = new ProgressBar(new PrintWriter(screen), true)) {
            bar.checked(0, 0);

            assertThat(screen.toString()).contains("100 % of 0 entries");
        }
    }

    @Test
    void isNotThereWhereNobodyLooks() {
        try (var bar = new ProgressBar(new PrintWriter(screen), false)) {
            bar.checked(5, 10);
        }

        assertThat(screen).hasToString("");
    }
}
