/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.TreeHasher;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A log at work: its sequencer, and beside it the thread that publishes what the sequencer has made. */
public final class LiveLog implements AutoCloseable {
    private static final Duration BETWEEN_EXPORTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final Sequencer sequencer;
    private final Exporter exporter;
    private final Upkeep upkeep;
    private final SequencerEvents events;
    private final Pace pace;
    private final Thread thread =
            Thread.ofPlatform().name("log-export").daemon().unstarted(this::run);
    private volatile boolean isClosing;
    private volatile Optional<TreeHead> published = Optional.empty();

    /** What else is to be done now and then by whoever publishes. */
    @FunctionalInterface
    public interface Upkeep {
        /** @param published the log as far as it was published just now, or more */
        void settle(Snapshot published) throws IOException;
    }

    /**
     * How this start of the log works.
     *
     * @param epoch     how often it was opened
     * @param leafIndex whether timestamps say where the entry stands
     */
    public record Mode(long epoch, boolean leafIndex, Limits limits, Provider provider) {}

    private LiveLog(Sequencer sequencer, Exporter exporter, Upkeep upkeep, SequencerEvents events, Pace pace) {
        this.sequencer = sequencer;
        this.exporter = exporter;
        this.upkeep = upkeep;
        this.events = new HarmlessEvents(events);
        this.pace = pace;
    }

    /** Takes up work where the recovery has ended. */
    public static LiveLog start(
            Mode mode, Recovery recovery, Sequencer.Ports ports, Exporter.Ports files, Upkeep upkeep) {
        var log = prepare(mode, recovery, ports, new Publishing(files, upkeep), Pace.REAL);
        log.sequencer.start();
        log.publishByItself();
        return log;
    }

    /** What happens behind the sequencer's back. */
    record Publishing(Exporter.Ports files, Upkeep upkeep) {}

    /** A log that does nothing by itself yet. */
    static LiveLog prepare(Mode mode, Recovery recovery, Sequencer.Ports ports, Publishing publishing, Pace pace) {
        var snapshot = recovery.snapshot();
        var assembly = new Assembly(mode.epoch(), mode.leafIndex(), mode.provider(), snapshot.edge());
        var exporter = new Exporter(
                publishing.files(),
                recovery.rows(),
                recovery.base().sequence(),
                new TreeHasher(mode.provider()),
                ports.steps());
        var sequencer = new Sequencer(mode.limits(), ports, assembly, snapshot, pace);
        return new LiveLog(sequencer, exporter, publishing.upkeep(), ports.events(), pace);
    }

    void publishByItself() {
        thread.start();
    }

    public Sequencer sequencer() {
        return sequencer;
    }

    /** The head up to which the files hold the log, once this start has published one. */
    public Optional<TreeHead> published() {
        return published;
    }

    private void run() {
        while (!isClosing) {
            if (!export() || !sequencer.isTailLong()) {
                pace.park(BETWEEN_EXPORTS.toNanos());
            }
        }
    }

    /**
     * Whatever is wrong with the files: the journal has it all, and the next try is a second away.
     *
     * @return whether all went well
     */
    boolean export() {
        try {
            var snapshot = sequencer.snapshot();
            if (exporter.export(snapshot)) {
                published = Optional.of(snapshot.head());
                sequencer.exported(snapshot.size());
                events.exported(snapshot.size());
            }
            upkeep.settle(snapshot);
            return true;
        } catch (IOException | RuntimeException | Error e) {
            events.exportFailed(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Lets what waits get its place, and publishes it. */
    @Override
    public void close() {
        sequencer.close();
        isClosing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(LONGEST_CLOSE.toMillis());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            export();
        }
    }
}
