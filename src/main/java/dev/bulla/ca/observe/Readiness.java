/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.observe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether requests should be sent here now, and everything else an operator asks first. */
public final class Readiness {
    private final AtomicBoolean serving = new AtomicBoolean();
    private final Alarms alarms;
    private final Map<String, Supplier<String>> facts = Collections.synchronizedMap(new LinkedHashMap<>());

    public Readiness(Alarms alarms) {
        this.alarms = alarms;
    }

    /** A line for the long form of the answer, which goes where an earlier one of that name was. */
    public Readiness fact(String name, Supplier<String> value) {
        facts.put(name, value);
        return this;
    }

    public void forget(String name) {
        facts.remove(name);
    }

    public void serving(boolean now) {
        serving.set(now);
    }

    public boolean isReady() {
        return serving.get();
    }

    /** The answer of {@code /readyz}; the long form says what the process is made of and what is wrong. */
    public String page(boolean verbose) {
        var page = new StringBuilder(isReady() ? "ready\n" : "not ready: starting or stopping\n");
        if (verbose) {
            new LinkedHashMap<>(facts)
                    .forEach((name, value) ->
                            page.append(name).append(": ").append(value.get()).append('\n'));
            alarms.raised()
                    .forEach((name, what) -> page.append("alarm ")
                            .append(name)
                            .append(": ")
                            .append(what)
                            .append('\n'));
        }
        return page.toString();
    }
}
