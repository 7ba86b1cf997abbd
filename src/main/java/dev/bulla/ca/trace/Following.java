/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import dev.bulla.ca.trace.Told.Call;
import dev.bulla.ca.trace.Told.Done;
import dev.bulla.ca.trace.Told.TimeLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what is told until the request was answered, and hands it on in one piece; and one by one what is told too late. */
final class Following implements Trace {
    static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

    /** A request asks one issuer and one log; a busy log is asked again. */
    private static final int MOST_CALLS = 32;

    private static final long NANOS = 1_000_000_000;
    private static final int BAD_REQUEST = 400;
    private static final int SAMPLED = 1;

    private final TraceContext place;
    private final String parent;
    private final TimeLine clock;
    private final Consumer<Told> listener;
    private final List<Call> calls = new ArrayList<>();
    private Optional<Walk> walk = Optional.empty();
    private boolean answered;
    private int begun;

    Following(Optional<TraceContext> asker, Instant now, Consumer<Told> listener) {
        this.place = asker.map(it -> it.at(Ids.span()))
                .orElseGet(() -> new TraceContext(Ids.trace(), Ids.span(), SAMPLED, ""));
        this.parent = asker.map(TraceContext::spanId).orElse("");
        this.clock = new TimeLine(now.getEpochSecond() * NANOS + now.getNano(), System.nanoTime());
        this.listener = listener;
    }

    @Override
    public synchronized OutgoingCall calls(String method) {
        begun++;
        return begun > MOST_CALLS ? new PassedOn(place).calls(method) : new Outgoing(Ids.span(), method);
    }

    @Override
    public synchronized void walked(Walk walk) {
        this.walk = Optional.of(walk);
        if (answered) {
            tell(Optional.empty());
        }
    }

    @Override
    public synchronized void answered(TracedAnswer answer) {
        answered = true;
        tell(Optional.of(new Done(answer, System.nanoTime())));
    }

    private synchronized void called(Call call) {
        calls.add(call);
        if (answered) {
            tell(Optional.empty());
        }
    }

    private void tell(Optional<Done> answer) {
        listener.accept(new Told(place, parent, clock, answer, walk, calls));
        walk = Optional.empty();
        calls.clear();
    }

    private final class Outgoing implements OutgoingCall {
        private final String id;
        private final String method;
        private final long from = System.nanoTime();

        Outgoing(String id, String method) {
            this.id = id;
            this.method = method;
        }

        @Override
        public Map<String, String> headers() {
            return place.at(id).headers();
        }

        @Override
        public void answered(int status) {
            var fault = status < BAD_REQUEST ? Optional.<String>empty() : Optional.of(Integer.toString(status));
            called(new Call(id, method, from, System.nanoTime(), Optional.of(status), fault));
        }

        @Override
        public void failed(String reason) {
            called(new Call(id, method, from, System.nanoTime(), Optional.empty(), Optional.of(reason)));
        }
    }
}
