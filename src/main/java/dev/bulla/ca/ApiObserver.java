/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.api.Answered;
import dev.bulla.ca.api.ApiEvents;
import dev.bulla.ca.api.Operation;
import dev.bulla.ca.observe.AccessLine;
import dev.bulla.ca.observe.AccessLog;
import dev.bulla.ca.observe.ApiMetrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Counts what the two protocols answer, and writes a line for each. */
final class ApiObserver implements ApiEvents {
    private static final Logger LOG = System.getLogger(ApiObserver.class.getName());
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "delete", "connect", "options", "trace", "patch");

    private final ApiMetrics metrics;
    private final Optional<AccessLog> access;
    private final InstantSource clock;

    ApiObserver(ApiMetrics metrics, Optional<AccessLog> access, InstantSource clock) {
        this.metrics = metrics;
        this.access = access;
        this.clock = clock;
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
        if (answered.caller().protocol() == Answered.Protocol.HTTP) {
            metrics.http(outcome.httpStatus(), method(answered), outcome.nanos());
        }
        access.ifPresent(file -> file.add(line(answered)));
        log(answered);
    }

    private static String method(Answered answered) {
        var method = answered.method().toLowerCase(Locale.ROOT);
        return METHODS.contains(method) ? method : "unknown";
    }

    private AccessLine line(Answered answered) {
        var outcome = answered.outcome();
        var route = answered.operation().map(it -> it.service() + '/' + it.method());
        return new AccessLine(
                clock.instant(),
                answered.requestId(),
                answered.caller().peer(),
                new AccessLine.Asked(
                        answered.caller().protocol().name().toLowerCase(Locale.ROOT),
                        method(answered),
                        route.orElse("")),
                new AccessLine.Got(outcome.httpStatus(), outcome.grpcCode(), outcome.bytes(), outcome.nanos()));
    }

    /** Signing requests have their line from the decision; everything else is told here, quietly. */
    private static void log(Answered answered) {
        var outcome = answered.outcome();
        var level = outcome.bug().isPresent() ? Level.ERROR : Level.DEBUG;
        if (LOG.isLoggable(level)) {
            var line = "request %s: %s %s answered %d (code %d) in %d us, %d bytes"
                    .formatted(
                            answered.requestId(),
                            answered.caller().protocol(),
                            answered.operation().map(Operation::method).orElse("nothing we offer"),
                            outcome.httpStatus(),
                            outcome.grpcCode(),
                            outcome.nanos() / 1000,
                            outcome.bytes());
            outcome.bug().ifPresentOrElse(bug -> LOG.log(level, line, bug), () -> LOG.log(level, line));
        }
    }
}
