/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.KeyHistory;
import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.PublicChains;
import dev.bulla.ca.observe.Alarm;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.AuditTrail;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a running server has to do with rotations: it says again and again which key it signs with, so that nothing else that writes
 * to the data folder can make that wrong, warns of a key that verifiers had no time to learn of, and takes up what commands left for
 * the audit trail.
 */
final class RotationWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RotationWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final List<Signing> keys;
    private final Around around;
    private final AuditNotes notes;
    private final Set<String> taken = new HashSet<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rotation").daemon().factory());
    private String lastProblem = "";

    /**
     * A key that is read from files.
     *
     * @param pem   its chain now
     * @param alarm for one that was not published in time
     */
    record Signing(KnownKey.Kind kind, Supplier<List<String>> pem, Alarm alarm) {
        private PublicChains chains(DataFolder folder) {
            return kind == KnownKey.Kind.AUTHORITY ? new PublicChains(folder) : PublicChains.ofTimestamps(folder);
        }
    }

    /**
     * @param lead  how long verifiers get to learn of a key
     * @param roots of the log that is to accept what was announced
     */
    record Around(
            DataFolder folder,
            InstantSource clock,
            Alarms alarms,
            AuditTrail audit,
            Duration lead,
            AnnouncedChains roots) {}

    RotationWatch(List<Signing> keys, Around around) {
        this.keys = List.copyOf(keys);
        this.around = around;
        this.notes = new AuditNotes(around.folder());
    }

    RotationWatch start() {
        look();
        var _ = ticker.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whatever goes wrong is told and not thrown, or nobody would ever look again. */
    synchronized void look() {
        try {
            for (var key : keys) {
                note(key);
            }
            around.roots().accept();
            takeUpNotes();
            lastProblem = "";
        } catch (IOException | RuntimeException e) {
            if (!lastProblem.equals(e.toString())) {
                LOG.log(
                        Level.WARNING,
                        "rotations cannot be looked after in {0}: {1}",
                        around.folder().path(),
                        e);
            }
            lastProblem = e.toString();
        }
    }

    private void note(Signing signing) throws IOException {
        var pem = signing.pem().get();
        var history = new KeyHistory(around.folder(), signing.kind());
        var now = around.clock().instant();
        var key = history.use(PublicRecord.fingerprint(pem), now);
        signing.chains(around.folder()).keep(pem);
        var known = key.entered().plus(around.lead());
        if (now.isBefore(known) && history.all().stream().anyMatch(other -> isBefore(other, key))) {
            around.alarms()
                    .raise(
                            signing.alarm(),
                            "the key %s is in use and was published at %s: until %s there may be verifiers that do not know it and refuse what it signs"
                                    .formatted(key.sha256(), key.entered(), known));
        } else {
            around.alarms().clear(signing.alarm());
        }
    }

    /** Of the first key of a folder nobody can have known. */
    private static boolean isBefore(KnownKey other, KnownKey key) {
        return other.wasUsed() && !other.sha256().equals(key.sha256());
    }

    private void takeUpNotes() throws IOException {
        for (var note : notes.all()) {
            if (!taken.contains(note.id())
                    && around.audit().event(note.id(), note.time(), note.event(), note.facts())) {
                taken.add(note.id());
                LOG.log(Level.INFO, "{0}: {1}", note.event(), note.facts());
                notes.takeAway(note);
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
