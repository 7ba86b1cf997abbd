/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import dev.bulla.ca.fault.Step;
import dev.bulla.ca.trace.Span.Kind;
import dev.bulla.ca.trace.Walk.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was told of a request, usually all of it at once.
 *
 * @param place  the request itself in its trace
 * @param parent the id of whoever asked; empty if nobody said
 * @param clock  turns {@link System#nanoTime} into Unix time
 */
public record Told(
        TraceContext place,
        String parent,
        TimeLine clock,
        Optional<Done> answer,
        Optional<Walk> walk,
        List<Call> calls) {
    private static final String REASON = "error.type";

    public Told {
        calls = List.copyOf(calls);
    }

    /** An answer, and when it was sent. */
    record Done(TracedAnswer answer, long at) {}

    /** A call that ended. */
    record Call(String id, String method, long from, long until, Optional<Integer> status, Optional<String> fault) {}

    /** When the request came, on both clocks. */
    record TimeLine(long unix, long nanoTime) {

        long at(long nanos) {
            return unix + (nanos - nanoTime);
        }
    }

    /** How many spans there will be. */
    public int size() {
        return (answer.isPresent() ? 1 : 0) + walk.map(it -> it.steps().size()).orElse(0) + calls.size();
    }

    /** Made late, where nobody waits for an answer. */
    public List<Span> spans() {
        var spans = new ArrayList<Span>();
        answer.ifPresent(done -> spans.add(server(done)));
        var steps = walk.map(this::steps).orElse(List.of());
        spans.addAll(steps);
        calls.forEach(call -> spans.add(client(call, steps)));
        return spans;
    }

    private Span server(Done done) {
        var facts = new HashMap<>(done.answer().facts());
        walk.ifPresent(it -> {
            facts.put("bulla.outcome", it.outcome());
            it.reason().ifPresent(reason -> facts.put(REASON, reason));
            if (!it.issuer().name().isEmpty()) {
                facts.put("bulla.issuer", it.issuer().name());
                facts.put("bulla.issuer.type", it.issuer().type());
            }
        });
        var fault =
                done.answer().failed() ? Optional.of(walk.flatMap(Walk::reason).orElse("")) : Optional.<String>empty();
        return new Span(
                place.spanId(),
                parent,
                Kind.SERVER,
                done.answer().name(),
                clock.unix(),
                clock.at(done.at()),
                facts,
                fault);
    }

    private List<Span> steps(Walk walk) {
        var last = walk.steps().size() - 1;
        var spans = new ArrayList<Span>();
        for (var i = 0; i <= last; i++) {
            spans.add(step(walk.steps().get(i), i == last ? walk.reason() : Optional.empty()));
        }
        return spans;
    }

    private Span step(Taken taken, Optional<String> reason) {
        var facts = new HashMap<String, Object>(
                Map.of("bulla.step", taken.step().name().toLowerCase(Locale.ROOT)));
        reason.ifPresent(it -> facts.put(REASON, it));
        return new Span(
                Ids.span(),
                place.spanId(),
                Kind.STEP,
                taken.step().words(),
                taken.step() == Step.REQUEST ? clock.unix() : clock.at(taken.from()),
                clock.at(taken.until()),
                facts,
                reason);
    }

    /** A call is a part of the step during which it began. */
    private Span client(Call call, List<Span> steps) {
        var from = clock.at(call.from());
        var step = steps.stream()
                .filter(it -> it.from() <= from && from < it.until())
                .findFirst();
        var facts = new HashMap<String, Object>(Map.of("http.request.method", call.method()));
        call.status().ifPresent(status -> facts.put("http.response.status_code", status));
        call.fault().ifPresent(fault -> facts.put(REASON, fault));
        return new Span(
                call.id(),
                step.map(Span::id).orElse(place.spanId()),
                Kind.CLIENT,
                call.method(),
                from,
                clock.at(call.until()),
                facts,
                call.fault());
    }
}
