/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.issuance.Decision;
import dev.bulla.ca.issuance.Decision.NotIssued;
import dev.bulla.ca.issuance.IssuanceEvents;
import dev.bulla.ca.issuance.Trail;
import dev.bulla.ca.trace.Trace;
import dev.bulla.ca.trace.Walk;
import dev.bulla.ca.trust.TrustedIssuer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a request's trace how far its walk came. */
record TracedDecisions(IssuanceEvents events) implements IssuanceEvents {
    private static final TrustedIssuer.Entry NOBODY = new TrustedIssuer.Entry("", "");

    @Override
    public void requireReady() {
        events.requireReady();
    }

    /** An issued certificate that cannot be recorded is decided on once more, so the trace is told first. */
    @Override
    public void decided(Decision decision) {
        Trace.current().walked(walk(decision));
        events.decided(decision);
    }

    private static Walk walk(Decision decision) {
        var trail = decision.trail();
        var issuer = trail.issuer().map(TrustedIssuer::entry).orElse(NOBODY);
        var outcome = "issued";
        var reason = Optional.<String>empty();
        if (decision.outcome() instanceof NotIssued not) {
            outcome = not.kind().name().toLowerCase(Locale.ROOT);
            reason = Optional.of(not.reason());
        }
        return new Walk(steps(trail), outcome, reason, new Walk.Issuer(issuer.name(), issuer.type()));
    }

    private static List<Walk.Taken> steps(Trail trail) {
        return trail.steps().stream()
                .map(taken -> new Walk.Taken(taken.step(), taken.from(), taken.until()))
                .toList();
    }
}
