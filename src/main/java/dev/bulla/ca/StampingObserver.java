/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.fault.FailedException;
import dev.bulla.ca.observe.AccessLine;
import dev.bulla.ca.observe.AccessLog;
import dev.bulla.ca.observe.Counter;
import dev.bulla.ca.observe.Histogram;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.stamping.StampingEvents;
import dev.bulla.ca.stamping.StampingOutcome;
import dev.bulla.ca.stamping.StampingRoute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Counts what those who ask for timestamps are answered, and writes a line for each. */
final class StampingObserver implements StampingEvents {
    private static final Logger LOG = System.getLogger(StampingObserver.class.getName());
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete", "options", "patch");

    private final Counter answers;
    private final Histogram times;
    private final Optional<AccessLog> access;
    private final InstantSource clock;

    StampingObserver(Metrics metrics, Optional<AccessLog> access, InstantSource clock) {
        this.answers =
                metrics.counter("bulla_tsa_requests_total", "Requests for timestamps, by how they ended.", "outcome");
        this.times = metrics.fineHistogram("bulla_tsa_request_seconds", "Time to answer a request for a timestamp.");
        this.access = access;
        this.clock = clock;
        for (var outcome : StampingOutcome.values()) {
            answers.add(0, outcome.word());
        }
    }

    @Override
    public void answered(Asked asked, Got got, Optional<Throwable> trouble) {
        answers.count(got.outcome().word());
        if (asked.route() == StampingRoute.TIMESTAMP) {
            times.took(got.nanos());
        }
        access.ifPresent(file -> file.add(line(asked, got)));
        trouble.ifPresent(why -> log(asked.requestId(), why));
    }

    /** What we know can happen needs no stack trace, and anybody could ask for many. */
    private static void log(String requestId, Throwable why) {
        var line = "request " + requestId + ": no timestamp could be given: ";
        if (why instanceof FailedException) {
            LOG.log(Level.WARNING, line + why.getMessage());
        } else {
            LOG.log(Level.ERROR, line + why, why);
        }
    }

    private AccessLine line(Asked asked, Got got) {
        var method = asked.method().toLowerCase(Locale.ROOT);
        return new AccessLine(
                clock.instant(),
                asked.requestId(),
                Optional.of(asked.peer()),
                new AccessLine.Asked(
                        "http",
                        METHODS.contains(method) ? method : "unknown",
                        asked.route().word()),
                new AccessLine.Got(got.status(), 0, got.bytes(), got.nanos()));
    }
}
