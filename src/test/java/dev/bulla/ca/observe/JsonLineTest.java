/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonLineTest {

    @Test
    void isOneObjectOnOneLine() {
        var line = new JsonLine().with("a", "x").with("n", 7).with("t", true).end();

        assertThat(line).isEqualTo("{\"a\":\"x\",\"n\":7,\"t\":true}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoted\"",
                "back\\slash",
                "new\nline",
                "tab\tand\u0000zero",
                "\u2028\u2029\u0085",
                "é😀",
                "{\"a\":1}"
            })
    void whatGoesInComesOutOfAReaderAndStaysOnOneLine(String value) {
        var line = new JsonLine().with("a", value).end();

        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\u2028", "\u0085");
        assertThat(JsonMapper.shared().readTree(line).path("a").asString()).isEqualTo(value);
    }
}
