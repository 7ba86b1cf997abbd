/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LocalProcessTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void agreesWithWhatAProcessKnowsOfItself() throws IOException {
        var process = LocalProcess.numbered(ProcessHandle.current().pid());

        var known = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        assertThat(process.processorTime()).isBetween(known.minusSeconds(1), known.plusSeconds(30));
        assertThat(process.resident()).isBetween(20 * MEBIBYTE, 8192 * MEBIBYTE);
        assertThat(process.anonymous()).isBetween(10 * MEBIBYTE, process.resident());
    }

    @Test
    void itsTimeGrowsWithItsWork() throws IOException {
        var process = LocalProcess.numbered(ProcessHandle.current().pid());
        var before = process.processorTime();
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var spent = Duration.ZERO;
        while (spent.isZero() && System.nanoTime() < end) {
            spent = process.processorTime().minus(before);
        }

        assertThat(spent).isPositive();
    }

    @Test
    void aProcessThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> LocalProcess.numbered(Integer.MAX_VALUE)).hasMessageContaining("no process");
    }
}
