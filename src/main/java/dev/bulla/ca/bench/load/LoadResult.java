/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.bench.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happened while load was put on a server.
 *
 * @param fromDue  times of certificates from when their requests were due
 * @param fromSent the same from when they were sent: what whoever forgets those who wait outside would have measured
 * @param reopened how often a connection had to be opened again
 */
record LoadResult(
        Meter.Reading before,
        Meter.Reading after,
        Latencies fromDue,
        Latencies fromSent,
        Failures failures,
        List<Samples.Sample> samples,
        long reopened) {

    double seconds() {
        return (after.nanos() - before.nanos()) / 1e9;
    }

    long certificates() {
        return after.certificates() - before.certificates();
    }

    double certificatesPerSecond() {
        return certificates() / seconds();
    }

    /** Microseconds on processors that the generator took for each answer. */
    Optional<Double> generatorCost() {
        return per(after.generator().minus(before.generator()), after.answers() - before.answers());
    }

    /** Microseconds on processors that the server took for each certificate. */
    Optional<Double> serverCost() {
        return after.server().flatMap(end -> before.server().flatMap(start -> per(end.minus(start), certificates())));
    }

    private static Optional<Double> per(Duration spent, long count) {
        return count == 0 ? Optional.empty() : Optional.of(spent.toNanos() / 1e3 / count);
    }
}
