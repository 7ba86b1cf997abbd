/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpCommandTest {

    /** Every request over gRPC must bring a certificate; those over HTTP are counted. */
    @Test
    void aServerOfItsOwnIssuesCertificates() {
        var run = CommandRun.of("warm-up", "--time", "5");

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("(?m)^certificates +[1-9][0-9]* in")
                .containsPattern("(?m)^verified +[1-9][0-9]* answers, 0 bad$")
                .containsPattern("(?m)^errors +0$");
    }

    @Test
    void itEndsSoon() {
        var run = CommandRun.of("warm-up", "--time", "61");

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains("--time must be from 1 to 60");
    }
}
