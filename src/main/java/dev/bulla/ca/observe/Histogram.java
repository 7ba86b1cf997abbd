/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** How long things take, in seconds, in the usual steps. */
public final class Histogram implements Metric {
    private static final double[] BOUNDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

    private final String name;
    private final String help;
    private final Family<Series> family;

    Histogram(String name, String help, List<String> labels) {
        this.name = name;
        this.help = help;
        this.family = new Family<>(labels, Series::new);
    }

    public void took(long nanos, String... values) {
        family.with(List.of(values)).add(nanos);
    }

    @Override
    public void write(StringBuilder page) {
        Metric.head(page, name, help, "histogram");
        family.each((labels, series) -> series.write(page, name, labels));
    }

    private static final class Series {
        private final LongAdder[] buckets = IntStream.rangeClosed(0, BOUNDS.length)
                .mapToObj(i -> new LongAdder())
                .toArray(LongAdder[]::new);
        private final LongAdder nanos = new LongAdder();

        void add(long nanos) {
            var seconds = nanos / 1e9;
            int bucket = 0;
            while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            this.nanos.add(nanos);
        }

        void write(StringBuilder page, String name, String labels) {
            var prefix = labels.isEmpty() ? "" : labels + ",";
            long sum = 0;
            for (int i = 0; i <= BOUNDS.length; i++) {
                sum += buckets[i].sum();
                var bound = i < BOUNDS.length ? Metric.number(BOUNDS[i]) : "+Inf";
                Metric.line(page, name + "_bucket", prefix + "le=\"" + bound + "\"", Long.toString(sum));
            }
            Metric.line(page, name + "_sum", labels, Metric.number(nanos.sum() / 1e9));
            Metric.line(page, name + "_count", labels, Long.toString(sum));
        }
    }
}
