/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VersionCommandTest {
    @Test
    void printsOneObjectUnderTheNamesOfTheOriginal() {
        var run = CommandRun.of("version", "--json");

        var fields = JsonMapper.shared().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(run.out()).hasLineCount(1);
        assertThat(fields.propertyNames())
                .containsExactly("gitVersion", "gitCommit", "gitTreeState", "javaVersion", "platform");
        assertThat(fields.path("gitTreeState").asString()).isIn("clean", "dirty");
        assertThat(fields.path("javaVersion").asString()).startsWith("25");
        assertThat(fields.path("platform").asString()).contains("/");
    }

    @Test
    void printsALineForEachForPeople() {
        var run = CommandRun.of("version");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).matches("\\w+: +\\S.*"));
    }
}
