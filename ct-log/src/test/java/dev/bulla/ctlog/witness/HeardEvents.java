/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was told of witnesses, to be looked at. */
final class HeardEvents implements WitnessEvents {
    final List<String> outcomes = new CopyOnWriteArrayList<>();
    volatile long witnessed = -1;
    volatile Optional<String> contradiction = Optional.empty();
    volatile Optional<String> lack = Optional.empty();
    volatile Optional<String> notKept = Optional.empty();

    @Override
    public void asked(String witness, Outcome outcome, Duration took) {
        outcomes.add(witness + " " + outcome.word());
    }

    @Override
    public void witnessed(long size) {
        witnessed = size;
    }

    @Override
    public void notKept(String detail) {
        notKept = Optional.of(detail);
    }

    @Override
    public void contradicted(String detail) {
        contradiction = Optional.of(detail);
    }

    @Override
    public void agreed() {
        contradiction = Optional.empty();
    }

    @Override
    public void lacking(String detail) {
        lack = Optional.of(detail);
    }

    @Override
    public void sufficient() {
        lack = Optional.empty();
    }
}
