/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/** A number that is asked for when somebody looks. */
public final class Gauge implements Metric {
    private final String name;
    private final String help;
    private final String type;
    private final Family<AtomicReference<DoubleSupplier>> family;

    /** @param type gauge, or counter for a count that somebody else keeps */
    Gauge(String name, String help, String type, List<String> labels) {
        this.name = name;
        this.help = help;
        this.type = type;
        this.family = new Family<>(labels, () -> new AtomicReference<>(() -> 0));
    }

    public void is(DoubleSupplier source, String... values) {
        family.with(List.of(values)).set(source);
    }

    /** Tells nothing more of these label values. */
    public void forget(String... values) {
        family.without(List.of(values));
    }

    @Override
    public void write(StringBuilder page) {
        Metric.head(page, name, help, type);
        family.each((labels, source) ->
                Metric.line(page, name, labels, Metric.number(source.get().getAsDouble())));
    }
}
