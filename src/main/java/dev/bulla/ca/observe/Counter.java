/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A number that only grows. Its name is written as it is: no suffix is added. */
public final class Counter implements Metric {
    private final String name;
    private final String help;
    private final Family<LongAdder> family;

    Counter(String name, String help, List<String> labels) {
        this.name = name;
        this.help = help;
        this.family = new Family<>(labels, LongAdder::new);
    }

    public void count(String... values) {
        add(1, values);
    }

    public void add(long amount, String... values) {
        family.with(List.of(values)).add(amount);
    }

    @Override
    public void write(StringBuilder page) {
        Metric.head(page, name, help, "counter");
        family.each((labels, sum) -> Metric.line(page, name, labels, Long.toString(sum.sum())));
    }
}
