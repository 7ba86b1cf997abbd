/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.Optional;
import java.util.function.Function;

/** What two authorities are compared by. */
public enum Figure {
    CERTIFICATES(
            "certificates/s",
            "certificatesPerSecond",
            it -> Optional.of(it.result().certificatesPerSecond())),
    HALF("p50 ms", "p50Milliseconds", it -> latency(it, "p50")),
    SLOWEST("p99 ms", "p99Milliseconds", it -> latency(it, "p99")),
    SERVER(
            "server CPU us",
            "serverMicrosecondsPerCertificate",
            it -> it.result().serverCost()),
    MEMORY("resident MiB", "residentMebibytes", it -> it.memory().map(memory -> memory.resident() / Figure.MEBIBYTE));

    private static final double MEBIBYTE = 1024 * 1024;

    private final String title;
    private final String field;
    private final Function<LoadReport, Optional<Double>> of;

    Figure(String title, String field, Function<LoadReport, Optional<Double>> of) {
        this.title = title;
        this.field = field;
        this.of = of;
    }

    /** Nothing where nothing was issued, which takes no time. */
    private static Optional<Double> latency(LoadReport report, String name) {
        return Optional.ofNullable(report.result().fromDue().summary().get(name))
                .filter(it -> it > 0);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** For programs. */
    String field() {
        return field;
    }

    /** What a run says of it, if it does. */
    public Optional<Double> of(LoadReport report) {
        return of.apply(report);
    }
}
