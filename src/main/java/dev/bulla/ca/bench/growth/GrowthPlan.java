/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.growth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is varied, and how each point is measured. The first number of each list holds wherever another is varied.
 *
 * @param entries     that the log has when the point begins
 * @param issuers     that are configured
 * @param connections with load on them
 * @param rate        requests a second; without it as many as the server takes
 * @param entrySize   about how many bytes an entry takes in the log's data tiles
 * @param rounds      how often each point is measured
 */
public record GrowthPlan(
        List<Long> entries,
        List<Long> issuers,
        List<Long> connections,
        Optional<Integer> rate,
        int entrySize,
        int rounds,
        Duration warmUp,
        Duration counted) {
    public GrowthPlan {
        entries = List.copyOf(entries);
        issuers = List.copyOf(issuers);
        connections = List.copyOf(connections);
    }

    /** What belongs to a certificate's cost, if anything does. */
    public enum Axis {
        ENTRIES("entries in the log"),
        ISSUERS("issuers configured"),
        CONNECTIONS("connections");

        private final String title;

        Axis(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** The numbers of an axis, the one of rest first. */
    List<Long> values(Axis axis) {
        return switch (axis) {
            case ENTRIES -> entries;
            case ISSUERS -> issuers;
            case CONNECTIONS -> connections;
        };
    }

    /** Each point once; where everything is at rest all axes meet. */
    List<GrowthPoint> points() {
        var rest = new GrowthPoint(entries.getFirst(), issuers.getFirst(), connections.getFirst());
        var points = new ArrayList<GrowthPoint>();
        for (var axis : Axis.values()) {
            values(axis).forEach(value -> points.add(rest.with(axis, value)));
        }
        return points.stream().distinct().toList();
    }

    /**
     * All points of a round. Every other round goes the other way, so that no point is always early or always after the same
     * one; what the machine does over the time so meets small and large alike.
     */
    List<GrowthPoint> order(int round) {
        var points = new ArrayList<>(points());
        if (round % 2 == 1) {
            Collections.reverse(points);
        }
        return points;
    }

    /** The points of an axis, the smallest first. */
    List<GrowthPoint> along(Axis axis) {
        var rest = points().getFirst();
        return values(axis).stream()
                .distinct()
                .sorted()
                .map(value -> rest.with(axis, value))
                .toList();
    }
}
