/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long things take, in seconds. */
public final class Histogram implements Metric {
    /** The steps of the original's library. */
    static final List<Double> USUAL = List.of(.005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.);

    /** For what often takes less than a millisecond. */
    static final List<Double> FINE =
            List.of(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1., 2.5, 5., 10.);

    private final String name;
    private final String help;
    private final Family<Series> family;

    Histogram(String name, String help, List<Double> bounds, List<String> labels) {
        this.name = name;
        this.help = help;
        this.family = new Family<>(labels, () -> new Series(bounds));
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
        private final List<Double> bounds;
        private final List<LongAdder> buckets;
        private final LongAdder nanos = new LongAdder();

        Series(List<Double> bounds) {
            this.bounds = bounds;
            this.buckets =
                    Stream.generate(LongAdder::new).limit(bounds.size() + 1L).toList();
        }

        void add(long nanos) {
            var seconds = nanos / 1e9;
            int bucket = 0;
            while (bucket < bounds.size() && seconds > bounds.get(bucket)) {
                bucket++;
            }
            buckets.get(bucket).increment();
            this.nanos.add(nanos);
        }

        void write(StringBuilder page, String name, String labels) {
            var prefix = labels.isEmpty() ? "" : labels + ",";
            long sum = 0;
            for (int i = 0; i <= bounds.size(); i++) {
                sum += buckets.get(i).sum();
                var bound = i < bounds.size() ? Metric.number(bounds.get(i)) : "+Inf";
                Metric.line(page, name + "_bucket", prefix + "le=\"" + bound + "\"", Long.toString(sum));
            }
            Metric.line(page, name + "_sum", labels, Metric.number(nanos.sum() / 1e9));
            Metric.line(page, name + "_count", labels, Long.toString(sum));
        }
    }
}
