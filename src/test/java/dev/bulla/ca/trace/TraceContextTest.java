/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of W3C's Trace Context; the examples are the recommendation's. */
class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void readsWhoAsks() {
        var context = of(PARENT).orElseThrow();

        assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, 1, ""));
        assertThat(context.sampled()).isTrue();
        assertThat(of("00-" + TRACE + "-" + SPAN + "-00").orElseThrow().sampled())
                .isFalse();
    }

    @Test
    void writesWhatItRead() {
        var context = TraceContext.of(headers(List.of(PARENT), List.of("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")))
                .orElseThrow();

        assertThat(context.headers())
                .isEqualTo(Map.of("traceparent", PARENT, "tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));
    }

    @Test
    void readsWhatItKnowsOfAVersionToCome() {
        var context = of("cc-" + TRACE + "-" + SPAN + "-f9-what.comes.next").orElseThrow();

        assertThat(context.headers()).isEqualTo(Map.of("traceparent", PARENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nHost: evil"
            })
    void takesWhatIsMalformedAsNotSent(String parent) {
        assertThat(of(parent)).isEmpty();
    }

    @Test
    void takesNoneOfTwoParents() {
        assertThat(TraceContext.of(headers(List.of(PARENT, PARENT), List.of()))).isEmpty();
    }

    @Test
    void joinsTheLinesOfTheStateAndKeepsTheirOrder() {
        assertThat(state("b=2 , c=3", "", "tenant@a=1")).isEqualTo("b=2,c=3,tenant@a=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=1", "A=1", "a=", "a=b=c", "a=\u00e9", "a=1\t2", "a=1\r\nHost: evil"})
    void dropsAStateThatIsMalformedAndKeepsTheTrace(String state) {
        assertThat(state("good=1", state)).isEmpty();
    }

    @Test
    void dropsAStateThatIsTooLong() {
        assertThat(state("a=" + "x".repeat(256), "b=" + "x".repeat(251))).hasSize(512);
        assertThat(state("a=" + "x".repeat(256), "b=" + "x".repeat(252))).isEmpty();
        assertThat(state(members(32))).isNotEmpty();
        assertThat(state(members(33))).isEmpty();
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    }

    private static String state(String... lines) {
        return TraceContext.of(headers(List.of(PARENT), List.of(lines)))
                .orElseThrow()
                .state();
    }

    private static Optional<TraceContext> of(String parent) {
        return TraceContext.of(headers(List.of(parent), List.of("a=1"))).map(it -> {
            assertThat(it.state()).isEqualTo("a=1");
            return new TraceContext(it.traceId(), it.spanId(), it.flags(), "");
        });
    }

    private static TraceContext.Headers headers(List<String> parents, List<String> states) {
        return Map.of("traceparent", parents, "tracestate", states)::get;
    }
}
