/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Counter;
import dev.bulla.ca.observe.Metrics;
import dev.bulla.ca.publication.WitnessSite;
import java.io.IOException;

/** What a witness of our own tells, as metrics and alarms. */
final class WitnessMetrics implements WitnessSite.Events {
    private final Counter answers;
    private final Alarms alarms;

    WitnessMetrics(Metrics metrics, Alarms alarms) {
        this.answers = metrics.counter("bulla_witness_answers_total", "What our witness answered.", "status");
        this.alarms = alarms;
    }

    @Override
    public void answered(int status) {
        answers.count(String.valueOf(status));
    }

    /** Not over before a new start, which alone can tell what the disk holds. */
    @Override
    public void unwritable(IOException why) {
        alarms.raise(Alarm.WITNESS_UNWRITABLE, String.valueOf(why.getMessage()));
    }
}
