/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every number we publish, in the order they were named, as the text format of Prometheus.
 *
 * <p>A registry of our own, because the usual client libraries put {@code _total} behind every counter, and the original's
 * {@code fulcio_new_certs} has none.
 */
public final class Metrics {
    /** What {@link #page} is, for the answer that carries it. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final List<Metric> metrics = new CopyOnWriteArrayList<>();

    public Counter counter(String name, String help, String... labels) {
        return keep(new Counter(name, help, List.of(labels)));
    }

    public Histogram histogram(String name, String help, String... labels) {
        return keep(new Histogram(name, help, Histogram.USUAL, List.of(labels)));
    }

    /** For what often takes less than a millisecond. */
    public Histogram fineHistogram(String name, String help, String... labels) {
        return keep(new Histogram(name, help, Histogram.FINE, List.of(labels)));
    }

    public Gauge gauge(String name, String help, String... labels) {
        return keep(new Gauge(name, help, "gauge", List.of(labels)));
    }

    /** A count that somebody else keeps and that only grows. */
    public Gauge observedCounter(String name, String help, String... labels) {
        return keep(new Gauge(name, help, "counter", List.of(labels)));
    }

    public String page() {
        var page = new StringBuilder(16 * 1024);
        metrics.forEach(metric -> metric.write(page));
        return page.toString();
    }

    private <M extends Metric> M keep(M metric) {
        metrics.add(metric);
        return metric;
    }
}
