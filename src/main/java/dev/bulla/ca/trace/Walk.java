/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import dev.bulla.ca.fault.Step;
import java.util.List;
import java.util.Optional;

/**
 * How far a request came on its way to a certificate.
 *
 * @param steps   those that were begun, in their order
 * @param outcome a word for how it ended
 * @param reason  why there was no certificate; it belongs to the last step
 */
public record Walk(List<Taken> steps, String outcome, Optional<String> reason, Issuer issuer) {
    public Walk {
        steps = List.copyOf(steps);
    }

    /** One step, in nanoseconds of {@link System#nanoTime}. */
    public record Taken(Step step, long from, long until) {}

    /** As metrics label it; empty if none was found. */
    public record Issuer(String name, String type) {}
}
