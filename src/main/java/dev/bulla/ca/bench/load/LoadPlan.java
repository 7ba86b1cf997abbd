/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.time.Duration;

/**
 * What load is put on whom.
 *
 * @param connections that are kept open; each has one request under way at most
 * @param sampled     one in so many answers is kept, to be verified
 */
public record LoadPlan(Target target, Pace pace, Timing timing, int connections, int sampled) {

    /** The same load on another. */
    public LoadPlan on(Target other) {
        return new LoadPlan(other, pace, timing, connections, sampled);
    }

    /**
     * How long things may take.
     *
     * @param warmUp   before anything is counted
     * @param counted  after that
     * @param patience with one answer
     */
    public record Timing(Duration warmUp, Duration counted, Duration patience) {
        public Duration whole() {
            return warmUp.plus(counted);
        }
    }
}
