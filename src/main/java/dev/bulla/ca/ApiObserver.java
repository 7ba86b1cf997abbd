/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.Answered;
import dev.bulla.ca.api.ApiEvents;
import dev.bulla.ca.api.Operation;
import dev.bulla.ca.observe.ApiMetrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;

/** Counts what the two protocols answer, and writes a line for each. */
final class ApiObserver implements ApiEvents {
    private static final Logger LOG = System.getLogger(ApiObserver.class.getName());
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "delete", "connect", "options", "trace", "patch");

    private final ApiMetrics metrics;

    ApiObserver(ApiMetrics metrics) {
        this.metrics = metrics;
        for (var operation : Operation.values()) {
            if (!operation.legacy()) {
                metrics.announce(operation.service(), operation.method(), operation.unary());
            }
        }
    }

    @Override
    public void started(Operation operation) {
        metrics.grpcStarted(operation.service(), operation.method(), operation.unary());
    }

    @Override
    public void answered(Answered answered) {
        var outcome = answered.outcome();
        answered.operation()
                .ifPresent(operation -> metrics.grpcHandled(
                        operation.service(), operation.method(), operation.unary(), outcome.grpcCode()));
        if (answered.protocol() == Answered.Protocol.HTTP) {
            var method = answered.method().toLowerCase(Locale.ROOT);
            metrics.http(outcome.httpStatus(), METHODS.contains(method) ? method : "unknown", outcome.nanos());
        }
        log(answered);
    }

    /** Signing requests have their line from the decision; everything else is told here, quietly. */
    private static void log(Answered answered) {
        var outcome = answered.outcome();
        var level = outcome.bug().isPresent() ? Level.ERROR : Level.DEBUG;
        if (LOG.isLoggable(level)) {
            var line = "request %s: %s %s answered %d (code %d) in %d us, %d bytes"
                    .formatted(
                            answered.requestId(),
                            answered.protocol(),
                            answered.operation().map(Operation::method).orElse("nothing we offer"),
                            outcome.httpStatus(),
                            outcome.grpcCode(),
                            outcome.nanos() / 1000,
                            outcome.bytes());
            outcome.bug().ifPresentOrElse(bug -> LOG.log(level, line, bug), () -> LOG.log(level, line));
        }
    }
}
