/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import dev.bulla.ca.bench.load.Figure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measurements that are made up: CPU and memory grow with entries, and nothing else does. */
final class MadeUpGrowth {
    static final GrowthPlan PLAN = new GrowthPlan(
            List.of(1000L, 100_000L, 10_000L),
            List.of(2L, 10_000L),
            List.of(16L, 1L, 4096L),
            Optional.of(100),
            1200,
            3,
            Duration.ofSeconds(4),
            Duration.ofSeconds(6));

    private MadeUpGrowth() {}

    static GrowthReport report() {
        var measured = new HashMap<GrowthPoint, List<Measurement>>();
        for (var point : PLAN.points()) {
            measured.put(point, List.of(measurement(point, -10), measurement(point, 0), measurement(point, 30)));
        }
        return new GrowthReport(PLAN, measured, "server on cores 0, generator on 1");
    }

    /** The microseconds are 400 at the smallest log and 600 at the largest. */
    static double microseconds(GrowthPoint point) {
        return 100 + 100 * Math.log10((double) point.entries());
    }

    private static Measurement measurement(GrowthPoint point, int off) {
        return new Measurement(
                Map.of(
                        Figure.CERTIFICATES, 100.0 + off,
                        Figure.SERVER, microseconds(point) + off,
                        Figure.SLOWEST, 50.0 + off,
                        Figure.MEMORY, 200.0 + point.entries() / 1000.0 + off),
                7,
                0,
                2);
    }
}
