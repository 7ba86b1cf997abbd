/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundTextTest {
    @Test
    void whatIsForeignMovesNoTerminal() {
        var found = FoundText.parse("""
                {"size":1,"entries":[{"shard":"2026","index":0,"time":"2026-11-21T00:00:00Z","identities":[
                  {"kind":"email","text":"a\\u001b[2J\\n\\u202eb"}]}]}""");

        assertThat(found.table()).isEqualTo("""
                2026         0  2026-11-21T00:00:00Z      a\uFFFD[2J\uFFFD\uFFFDb
                1 of 1 entries
                """);
        assertThat(found.json()).hasLineCount(1).doesNotContain("\u001b");
    }

    @Test
    void anEntryThatSaysNothingHasALineToo() {
        var found = FoundText.parse(
                "{\"size\":9,\"next\":3,\"nextShard\":\"2025\",\"entries\":[{\"index\":4,\"time\":\"t\",\"identities\":[]}]}");

        assertThat(found.table()).endsWith("  -\n1 of 9 entries; there may be more: --shard 2025 --before 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ready", "{}", "[]", "{\"entries\":3}", "{\"entries\":["})
    void anAnswerOfAnotherServerIsNotShown(String answer) {
        assertThatThrownBy(() -> FoundText.parse(answer)).isInstanceOf(CommandFailedException.class);
    }
}
