/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimReaderTest {
    @Test
    void readsEveryKindOfValue() throws UnreadableJsonException {
        var claims =
                read("{\"t\":\"x\",\"n\":1,\"b\":true,\"f\":false,\"z\":null,\"a\":[1,\"y\",[]],\"o\":{\"k\":{}}}");

        assertThat(claims)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "t", new Claim.Text("x"),
                        "n", new Claim.Number("1"),
                        "b", new Claim.Truth(true),
                        "f", new Claim.Truth(false),
                        "z", Claim.Null.NULL,
                        "a",
                                new Claim.Items(List.of(
                                        new Claim.Number("1"), new Claim.Text("y"), new Claim.Items(List.of()))),
                        "o", new Claim.Members(Map.of("k", new Claim.Members(Map.of())))));
        assertThat(claims.keySet()).containsExactly("t", "n", "b", "f", "z", "a", "o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1e+06", "1E6", "1.50", "12345678901234567890123", "-1.0e-3", "1e400"})
    void keepsNumbersAsTheyWereWritten(String literal) throws UnreadableJsonException {
        assertThat(read("{\"n\":" + literal + "}")).containsEntry("n", new Claim.Number(literal));
    }

    @Test
    void letsTheLastOfRepeatedNamesCountAtEveryDepth() throws UnreadableJsonException {
        assertThat(read("{\"a\":1,\"o\":{\"k\":1,\"k\":2},\"a\":\"x\"}"))
                .containsEntry("a", new Claim.Text("x"))
                .containsEntry("o", new Claim.Members(Map.of("k", new Claim.Number("2"))));
    }

    @Test
    void canRefuseRepeatedNamesAtEveryDepth() {
        assertThatThrownBy(() -> readHeader("{\"a\":1,\"a\":1}")).isInstanceOf(UnreadableJsonException.class);
        assertThatThrownBy(() -> readHeader("{\"o\":{\"a\":1,\"a\":null}}"))
                .isInstanceOf(UnreadableJsonException.class);
    }

    @Test
    void replacesHalfSurrogatesInValuesAndRefusesThemInNames() throws UnreadableJsonException {
        assertThat(read("{\"a\":\"x\\ud83dy\",\"c\":\"\\ud83d\\ude00\"}"))
                .containsEntry("a", new Claim.Text("x\ufffdy"))
                .containsEntry("c", new Claim.Text("\ud83d\ude00"));
        assertThatThrownBy(() -> read("{\"\\ud83d\":1}")).isInstanceOf(UnreadableJsonException.class);
    }

    @Test
    void goes64LevelsDeepAndNoDeeper() throws UnreadableJsonException {
        assertThat(read(nested(64))).containsKey("o");
        assertThatThrownBy(() -> read(nested(65))).isInstanceOf(UnreadableJsonException.class);
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(60_000))).isInstanceOf(UnreadableJsonException.class);
    }

    @Test
    void keepsNoNameForTheNextDocument() throws UnreadableJsonException {
        var once = read("{\"chosen-by-a-stranger\":1}").keySet().iterator().next();
        var again = read("{\"chosen-by-a-stranger\":1}").keySet().iterator().next();

        assertThat(again).isEqualTo(once).isNotSameAs(once);
    }

    /** In a hash that multiplies by 33, as those of JSON libraries do, each of these names is worth the same. */
    @Test
    void readsNamesThatWereChosenToCollide() throws UnreadableJsonException {
        var names = IntStream.range(0, 1024)
                .mapToObj(number ->
                        Integer.toBinaryString(1024 | number).replace("0", "Ab").replace("1", "BA"))
                .collect(Collectors.toSet());
        var json = names.stream().map(name -> "\"" + name + "\":1").collect(Collectors.joining(",", "{", "}"));

        assertThat(read(json).keySet()).isEqualTo(names).hasSize(1024);
    }

    private static String nested(int depth) {
        return "{\"o\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    private static Map<String, Claim> read(String json) throws UnreadableJsonException {
        return ClaimReader.object(json.getBytes(StandardCharsets.UTF_8), ClaimReader.Repeated.LAST_COUNTS);
    }

    private static Map<String, Claim> readHeader(String json) throws UnreadableJsonException {
        return ClaimReader.object(json.getBytes(StandardCharsets.UTF_8), ClaimReader.Repeated.REFUSED);
    }
}
