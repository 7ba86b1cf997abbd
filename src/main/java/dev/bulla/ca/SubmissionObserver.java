/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.AccessLine;
import dev.bulla.ca.observe.AccessLog;
import dev.bulla.ca.observe.Counter;
import dev.bulla.ca.observe.Histogram;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.submission.SubmissionEndpoint;
import dev.bulla.ca.submission.SubmissionEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Counts what those who submit are answered, and writes a line for each. */
final class SubmissionObserver implements SubmissionEvents {
    private static final Logger LOG = System.getLogger(SubmissionObserver.class.getName());
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete", "options", "patch");

    private final Counter answers;
    private final Histogram times;
    private final Optional<AccessLog> access;
    private final InstantSource clock;

    SubmissionObserver(Metrics metrics, Optional<AccessLog> access, InstantSource clock) {
        this.answers = metrics.counter(
                "bulla_log_submissions_total", "Submissions to our log, by how they ended.", "endpoint", "outcome");
        this.times = metrics.histogram(
                "bulla_log_submission_seconds", "Time to answer a submission to our log.", "endpoint");
        this.access = access;
        this.clock = clock;
        for (var endpoint : SubmissionEndpoint.values()) {
            answers.add(0, endpoint.word(), "logged");
        }
    }

    @Override
    public void answered(SubmissionEndpoint endpoint, Answered answered) {
        answers.count(endpoint.word(), answered.got().word());
        times.took(answered.got().nanos(), endpoint.word());
        access.ifPresent(file -> file.add(line(endpoint, answered)));
        answered.bug()
                .ifPresent(bug -> LOG.log(
                        Level.ERROR,
                        "request " + answered.asked().requestId() + ": a submission could not be answered",
                        bug));
    }

    private AccessLine line(SubmissionEndpoint endpoint, Answered answered) {
        var asked = answered.asked();
        var got = answered.got();
        var method = asked.method().toLowerCase(Locale.ROOT);
        return new AccessLine(
                clock.instant(),
                asked.requestId(),
                Optional.of(asked.peer()),
                new AccessLine.Asked("http", METHODS.contains(method) ? method : "unknown", endpoint.word()),
                new AccessLine.Got(got.status(), 0, got.bytes(), got.nanos()));
    }
}
