/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.fault.Step;
import dev.bulla.ca.testing.MovableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.000000007Z");
    private static final String FOREIGN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0";

    private final MovableClock clock = new MovableClock(NOW);
    private final List<Told> told = new ArrayList<>();

    @Test
    void followsNoMoreThanWasAgreedToWhateverSendersAskFor() {
        var tracer = tracer(2);

        for (var i = 0; i < 10; i++) {
            finish(tracer.arrived(from(FOREIGN + "1")));
        }
        assertThat(told).hasSize(2);

        clock.moveTo(NOW.plusMillis(500));
        finish(tracer.arrived(name -> List.of()));
        finish(tracer.arrived(name -> List.of()));
        assertThat(told).hasSize(3);
    }

    @Test
    void leavesAloneWhatItsSenderDoesNotRecord() {
        finish(tracer(100).arrived(from(FOREIGN + "0")));

        assertThat(told).isEmpty();
    }

    @Test
    void passesOnTheTraceOfARequestThatItDoesNotFollow() {
        var trace = tracer(100).arrived(from(FOREIGN + "0"));

        assertThat(trace.calls("GET").headers()).isEqualTo(Map.of("traceparent", FOREIGN + "0"));
        assertThat(Trace.none().calls("GET").headers()).isEmpty();
    }

    @Test
    void goesOnWithTheTraceOfTheSender() {
        var trace = tracer(100).arrived(from(FOREIGN + "1"));
        var call = trace.calls("GET");
        call.answered(200);
        finish(trace);

        var spans = told.getFirst().spans();
        assertThat(told.getFirst().place().traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(spans).extracting(Span::kind).containsExactly(Span.Kind.SERVER, Span.Kind.CLIENT);
        assertThat(spans.getFirst().parent()).isEqualTo("00f067aa0ba902b7");
        assertThat(spans.getFirst().from()).isEqualTo(1_795_256_130_000_000_007L);
        assertThat(spans.getLast().parent()).isEqualTo(spans.getFirst().id());
        assertThat(call.headers())
                .containsEntry(
                        "traceparent",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-" + spans.getLast().id() + "-01");
    }

    @Test
    void beginsATraceOfItsOwn() {
        finish(tracer(100).arrived(name -> List.of()));
        finish(tracer(100).arrived(name -> List.of()));

        assertThat(told)
                .extracting(it -> it.place().traceId())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(told.getFirst().spans().getFirst().parent()).isEmpty();
    }

    @Test
    void marksTheStepThatRefusedAndNoOther() {
        var trace = tracer(100).arrived(name -> List.of());
        trace.walked(walk(Optional.of("TOKEN_EXPIRED"), Step.REQUEST, Step.TOKEN_FORM, Step.TOKEN));
        finish(trace);

        var spans = told.getFirst().spans();
        assertThat(spans)
                .extracting(Span::name)
                .containsExactly("answer", "reading the request", "reading the token", "verifying the token");
        assertThat(spans)
                .extracting(Span::fault)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("TOKEN_EXPIRED"));
        assertThat(spans.getFirst().facts())
                .containsEntry("bulla.outcome", "refused")
                .containsEntry("error.type", "TOKEN_EXPIRED")
                .containsEntry("bulla.issuer", "https://issuer.example.com");
    }

    /** Who named a deadline has their answer before the walk has its end. */
    @Test
    void tellsLaterWhatIsDoneAfterTheAnswer() {
        var trace = tracer(100).arrived(name -> List.of());
        var call = trace.calls("POST");
        finish(trace);
        call.failed("TIMED_OUT");
        trace.walked(walk(Optional.of("LOG_UNAVAILABLE"), Step.REQUEST, Step.LOG));

        assertThat(told).hasSize(3);
        var server = told.get(0).spans().getFirst();
        assertThat(told.get(1).spans())
                .singleElement()
                .satisfies(span -> assertThat(span.parent()).isEqualTo(server.id()))
                .satisfies(span -> assertThat(span.fault()).contains("TIMED_OUT"));
        assertThat(told.get(2).spans())
                .hasSize(2)
                .allMatch(span -> span.parent().equals(server.id()));
    }

    @Test
    void keepsABoundedNumberOfCallsPerRequest() {
        var trace = tracer(100).arrived(name -> List.of());
        for (var i = 0; i < 1000; i++) {
            var call = trace.calls("POST");
            assertThat(call.headers()).containsKey("traceparent");
            call.answered(503);
        }
        finish(trace);

        assertThat(told.getFirst().size()).isEqualTo(33);
        assertThat(told.getFirst().spans()).hasSize(33);
    }

    private Tracer tracer(int perSecond) {
        return new Tracer(perSecond, clock, told::add);
    }

    private static void finish(Trace trace) {
        trace.answered(new TracedAnswer("answer", Map.of(), false));
    }

    private static Walk walk(Optional<String> reason, Step... steps) {
        var now = System.nanoTime();
        var taken = List.of(steps).stream()
                .map(step -> new Walk.Taken(step, now, now))
                .toList();
        return new Walk(taken, "refused", reason, new Walk.Issuer("https://issuer.example.com", "email"));
    }

    private static TraceContext.Headers from(String parent) {
        return name -> name.equals("traceparent") ? List.of(parent) : List.of();
    }
}
