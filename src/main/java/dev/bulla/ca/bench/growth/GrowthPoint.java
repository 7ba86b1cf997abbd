/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

/** One combination of sizes. */
record GrowthPoint(long entries, long issuers, long connections) {

    GrowthPoint with(GrowthPlan.Axis axis, long value) {
        return switch (axis) {
            case ENTRIES -> new GrowthPoint(value, issuers, connections);
            case ISSUERS -> new GrowthPoint(entries, value, connections);
            case CONNECTIONS -> new GrowthPoint(entries, issuers, value);
        };
    }

    long on(GrowthPlan.Axis axis) {
        return switch (axis) {
            case ENTRIES -> entries;
            case ISSUERS -> issuers;
            case CONNECTIONS -> connections;
        };
    }
}
