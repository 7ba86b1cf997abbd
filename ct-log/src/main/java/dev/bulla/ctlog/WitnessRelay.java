/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.sequence.Sequencer;
import dev.bulla.ctlog.sequence.Trouble;
import dev.bulla.ctlog.witness.Outcome;
import dev.bulla.ctlog.witness.WitnessEvents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Tells the outside how the witnesses fare, and stops the log that one of them contradicts. */
final class WitnessRelay implements WitnessEvents {
    private final LogEvents events;
    private final EventRelay relay;
    private final Sequencer sequencer;
    private final InstantSource clock;
    private volatile Optional<LogStatus.Witnessed> last = Optional.empty();

    WitnessRelay(LogEvents events, EventRelay relay, Sequencer sequencer, InstantSource clock) {
        this.events = events;
        this.relay = relay;
        this.sequencer = sequencer;
        this.clock = clock;
    }

    Optional<LogStatus.Witnessed> last() {
        return last;
    }

    @Override
    public void asked(String witness, Outcome outcome, Duration took) {
        events.witnessAsked(witness, outcome.word(), took);
    }

    @Override
    public void witnessed(long size) {
        last = Optional.of(new LogStatus.Witnessed(size, clock.instant()));
    }

    @Override
    public void notKept(String detail) {
        relay.exportFailed(detail);
    }

    @Override
    public void contradicted(String detail) {
        sequencer.stop(Trouble.CONTRADICTED, detail);
    }

    @Override
    public void agreed() {
        sequencer.resume(Trouble.CONTRADICTED);
    }

    @Override
    public void lacking(String detail) {
        events.troubled(LogEvents.Trouble.NOT_WITNESSED, detail);
    }

    @Override
    public void sufficient() {
        events.over(LogEvents.Trouble.NOT_WITNESSED);
    }
}
