/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import dev.bulla.ca.bench.load.Figure;
import dev.bulla.ca.bench.load.LoadReport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one measurement of one point said.
 *
 * @param verified answers, and how many of them were bad
 * @param errors   requests without a certificate
 */
record Measurement(Map<Figure, Double> figures, long verified, long bad, long errors) {
    Measurement {
        figures = Map.copyOf(figures);
    }

    static Measurement of(LoadReport report) {
        var figures = new EnumMap<Figure, Double>(Figure.class);
        for (var figure : Figure.values()) {
            figure.of(report).ifPresent(it -> figures.put(figure, it));
        }
        var verified = report.verified();
        return new Measurement(figures, verified.answers(), verified.faults().total(), report.errors());
    }

    Optional<Double> figure(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }

    boolean isGood() {
        return bad == 0 && figure(Figure.CERTIFICATES).orElse(0.0) > 0;
    }
}
