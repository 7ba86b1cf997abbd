/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.merkle.TreeHasher;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A log at work: its sequencer, and beside it the thread that publishes what the sequencer has made. */
public final class LiveLog implements AutoCloseable {
    private static final Duration BETWEEN_EXPORTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Sequencer sequencer;
    private final Exporter exporter;
    private final Upkeep upkeep;
    private final SequencerEvents events;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("log-export").daemon().unstarted(this::run);

    /** What else is to be done now and then by whoever publishes. */
    @FunctionalInterface
    public interface Upkeep {
        void settle() throws IOException;
    }

    /**
     * How this start of the log works.
     *
     * @param epoch     how often it was opened
     * @param leafIndex whether timestamps say where the entry stands
     */
    public record Mode(long epoch, boolean leafIndex, Limits limits, Provider provider) {}

    private LiveLog(Sequencer sequencer, Exporter exporter, Upkeep upkeep, SequencerEvents events) {
        this.sequencer = sequencer;
        this.exporter = exporter;
        this.upkeep = upkeep;
        this.events = events;
    }

    /** Takes up work where the recovery has ended. */
    public static LiveLog start(
            Mode mode, Recovery recovery, Sequencer.Ports ports, Exporter.Ports files, Upkeep upkeep) {
        var snapshot = recovery.snapshot();
        var assembly = new Assembly(mode.epoch(), mode.leafIndex(), mode.provider(), snapshot.edge());
        var exporter = new Exporter(
                files, recovery.rows(), recovery.base().sequence(), new TreeHasher(mode.provider()), ports.steps());
        var log =
                new LiveLog(new Sequencer(mode.limits(), ports, assembly, snapshot), exporter, upkeep, ports.events());
        log.sequencer.start();
        log.thread.start();
        return log;
    }

    public Sequencer sequencer() {
        return sequencer;
    }

    private void run() {
        try {
            while (!closing.await(BETWEEN_EXPORTS.toMillis(), TimeUnit.MILLISECONDS)) {
                export();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever is wrong with the files: the journal has it all, and the next try is a second away. */
    private void export() {
        try {
            var snapshot = sequencer.snapshot();
            exporter.export(snapshot);
            sequencer.exported(snapshot.size());
            events.exported(snapshot.size());
            upkeep.settle();
        } catch (IOException | RuntimeException e) {
            events.exportFailed(String.valueOf(e.getMessage()));
        }
    }

    /** Lets what waits get its place, and publishes it. */
    @Override
    public void close() {
        sequencer.close();
        closing.countDown();
        try {
            thread.join(LONGEST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            export();
        }
    }
}
