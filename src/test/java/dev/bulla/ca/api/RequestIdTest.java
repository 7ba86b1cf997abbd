/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private static final RunningApi API = RunningApi.usual();

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "x-request-id", "Grpc-Metadata-X-Request-Id"})
    void aRequestKeepsTheNameItsClientGave(String header) {
        var answer = API.get("/nope", header, "!mine~17");

        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("!mine~17");
    }

    @Test
    void aLongNameIsCutTo128Characters() {
        var answer = API.get("/nope", "X-Request-Id", "x".repeat(200));

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("x".repeat(128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\there"})
    void aNameThatCouldConfuseALogIsReplaced(String name) {
        var answer = API.get("/nope", "X-Request-Id", name);

        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[-_A-Za-z0-9]{8}");
    }

    @Test
    void requestsWithoutANameGetDifferentOnes() {
        var first = API.get("/nope").headers().firstValue("X-Request-Id").orElseThrow();
        var second = API.get("/nope").headers().firstValue("X-Request-Id").orElseThrow();

        assertThat(first).matches("[-_A-Za-z0-9]{8}").isNotEqualTo(second);
    }
}
