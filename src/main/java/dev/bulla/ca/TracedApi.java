/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.Answered;
import dev.bulla.ca.api.ApiEvents;
import dev.bulla.ca.api.Operation;
import dev.bulla.ca.trace.Trace;
import dev.bulla.ca.trace.TraceContext;
import dev.bulla.ca.trace.TracedAnswer;
import dev.bulla.ca.trace.Tracer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tells a request's trace what was asked and how it was answered, in OpenTelemetry's words where it has some. */
record TracedApi(ApiEvents events, Tracer tracer) implements ApiEvents {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final int OUR_FAULT = 500;

    /** Unknown, deadline exceeded, unimplemented, internal, unavailable and data loss: what a client cannot help. */
    private static final Set<Integer> OUR_CODES = Set.of(2, 4, 12, 13, 14, 15);

    @Override
    public Trace arrived(TraceContext.Headers headers) {
        return tracer.arrived(headers);
    }

    @Override
    public void started(Operation operation) {
        events.started(operation);
    }

    @Override
    public void answered(Answered answered) {
        Trace.current().answered(traced(answered));
        events.answered(answered);
    }

    private static TracedAnswer traced(Answered answered) {
        var facts = new HashMap<String, Object>(Map.of("bulla.request.id", answered.requestId()));
        answered.operation().ifPresent(operation -> {
            facts.put("rpc.service", operation.service());
            facts.put("rpc.method", operation.method());
        });
        var outcome = answered.outcome();
        return switch (answered.caller().protocol()) {
            case HTTP -> {
                facts.put("http.request.method", method(answered));
                facts.put("http.response.status_code", outcome.httpStatus());
                yield new TracedAnswer(name(answered, method(answered)), facts, outcome.httpStatus() >= OUR_FAULT);
            }
            case GRPC -> {
                facts.put("rpc.system", "grpc");
                facts.put("rpc.grpc.status_code", outcome.grpcCode());
                yield new TracedAnswer(name(answered, "gRPC"), facts, OUR_CODES.contains(outcome.grpcCode()));
            }
        };
    }

    /** Requests over HTTP bear the names of the gRPC methods, as they do in metrics. */
    private static String name(Answered answered, String otherwise) {
        return answered.operation()
                .map(operation -> operation.service() + '/' + operation.method())
                .orElse(otherwise);
    }

    private static String method(Answered answered) {
        return METHODS.contains(answered.method()) ? answered.method() : "_OTHER";
    }
}
