/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.testing.Mutations;
import dev.bulla.ctlog.witness.WitnessAnswer.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessAnswerTest {
    /** The example of C2SP tlog-witness. */
    private static final String COSIGNED = """
            — witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==
            — witness.example/w1 I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==
            — witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==
            """;

    @Test
    void thePublishedLinesAreReadAndWrittenBackTheSame() {
        var answer = WitnessAnswer.parse(200, "", bytes(COSIGNED));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        WitnessAnswer.Cosigned.class,
                        cosigned -> assertThat(cosigned.lines()).hasSize(3));
        assertThat(answer.body()).isEqualTo(bytes(COSIGNED));
    }

    @Test
    void aSizeIsToldInATypeOfItsOwn() {
        var told = new WitnessAnswer.OtherSize(20_852_163);

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.type()).isEqualTo("text/x.tlog.size");
        assertThat(told.body()).isEqualTo(bytes("20852163\n"));
        assertThat(WitnessAnswer.parse(409, "text/x.tlog.size; charset=utf-8", told.body()))
                .isEqualTo(told);
    }

    @EnumSource
    @ParameterizedTest
    void aRefusalIsKnownByItsStatus(Refusal refusal) {
        assertThat(WitnessAnswer.parse(refusal.status(), "text/html", bytes("whatever")))
                .isEqualTo(refusal);
    }

    @Test
    void anythingElseIsNoAnswerOfAWitness() {
        assertThat(WitnessAnswer.parse(502, "text/html", bytes("<html>"))).isEqualTo(new WitnessAnswer.Unknown(502));
        assertThat(WitnessAnswer.parse(301, "", Bytes.EMPTY)).isEqualTo(new WitnessAnswer.Unknown(301));
    }

    @ValueSource(strings = {"", "1", "01\n", "-1\n", "1\n\n", "1 \n", "9223372036854775808\n", "one\n"})
    @ParameterizedTest
    void aSizeIsANumberAndALineEnd(String body) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> WitnessAnswer.parse(409, WitnessAnswer.SIZE_TYPE, bytes(body)));
    }

    @Test
    void aSizeOfAnotherTypeIsNone() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> WitnessAnswer.parse(409, "text/plain", bytes("1\n")));
    }

    @Test
    void aDamagedAnswerIsReadAsAnotherOneOrRefused() {
        var mutations = new Mutations(COSIGNED.getBytes(StandardCharsets.UTF_8), 11);
        for (var i = 0; i < 20_000; i++) {
            var damaged = Bytes.view(mutations.next());
            try {
                assertThat(WitnessAnswer.parse(200, "", damaged).body()).isEqualTo(damaged);
            } catch (MalformedException _) {
                // Most are.
            }
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.view(text.getBytes(StandardCharsets.UTF_8));
    }
}
