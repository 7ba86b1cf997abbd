/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import java.time.Duration;

/** Who wants to know how a log behaves. Told once for every attempt, on the thread that submits. */
@FunctionalInterface
public interface LogEvents {

    /**
     * An attempt to submit is over.
     *
     * @param log the base URL of the log, as configured
     */
    void attempted(String log, Outcome outcome, Duration took);

    /** How an attempt ended: a closed set, so that metrics may have it as a label. */
    enum Outcome {
        ACCEPTED,
        /** The log asked us to come back later. */
        BUSY,
        UNREACHABLE,
        TIMED_OUT,
        /** The log said no, or sent us elsewhere. */
        REFUSED,
        /** The log said yes, and what else it said is no timestamp. */
        UNUSABLE,
        /** We gave up, because nobody waits for the certificate any more. */
        CANCELLED
    }
}
