/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Exporter;
import dev.bulla.ctlog.sequence.HeadSigner;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.sequence.Snapshot;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Beginning;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.EpochFile;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.JournalPlace;
import dev.bulla.ctlog.store.local.LocalJournal;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.StateFile;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;

/**
 * The files of one log, locked for this process, and the log as they tell it.
 *
 * <p>A start goes on from what it can prove and from nothing else. What it cannot explain it refuses, with the words of
 * whoever found it.
 */
final class LogFiles implements AutoCloseable {
    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);
    private static final Hash NONE = new Hash(0, 0, 0, 0);

    private final FolderLock lock;
    private final LocalObjects objects;
    private final LocalJournal journal;
    private final Recovery recovery;
    private final long epoch;
    private final Exporter.Ports ports;
    private final boolean anchorIsNear;

    private LogFiles(FolderLock lock, Disk disk, LogSettings settings, LogFacts facts, Start start)
            throws IOException, OpenRefusedException {
        var folder = new LogFolder(settings.folder());
        var anchor = new Anchor(disk, settings.anchor(), settings.name());
        var state = new StateFile(disk, folder);
        var hasher = new TreeHasher(start.provider());
        var beginning = Beginning.of(disk, folder, anchor);
        var known = known(beginning, new FactsFile(disk, folder), facts);
        var base = state.read().orElseGet(() -> empty(start.now()));
        this.lock = lock;
        this.objects = LocalObjects.open(disk, folder);
        this.recovery = Recovery.upTo(base, objects, hasher);
        this.journal = LocalJournal.open(JournalPlace.of(disk, folder, known.logId()), base, hasher, recovery::next);
        this.epoch = new EpochFile(disk, folder).next();
        this.anchorIsNear = anchor.sharesVolumeWith(folder);
        this.ports = new Exporter.Ports(objects, state::replace, anchor::replace, journal, start.signer());
        if (beginning == Beginning.CONTINUED) {
            requireNotOlderThan(anchor, known, recovery.snapshot());
        } else {
            anchor.replace(start.signer().checkpoint(new TreeHead(0, base.timestamp(), base.root())));
            state.replace(base);
        }
    }

    /** What a start brings along. */
    record Start(HeadSigner signer, Provider provider, Instant now) {}

    static LogFiles open(Disk disk, LogSettings settings, LogFacts facts, Start start)
            throws IOException, OpenRefusedException {
        var lock = FolderLock.take(disk, new LogFolder(settings.folder()), PATIENCE_WITH_HOLDER);
        try {
            return new LogFiles(lock, disk, settings, facts, start);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The facts of the log. They are written once, and later starts must mean the same log. */
    private static LogFacts known(Beginning beginning, FactsFile file, LogFacts facts)
            throws IOException, OpenRefusedException {
        if (beginning == Beginning.NEW) {
            file.create(facts);
            return facts;
        }
        var known = file.read().orElseThrow();
        if (!known.logId().equals(facts.logId())) {
            throw new OpenRefusedException(
                    "the log is that of key %s, and the key at hand is %s: use the log's own key, or begin a new log in another folder"
                            .formatted(known.logId(), facts.logId()));
        }
        if (!known.origin().equals(facts.origin()) || known.leafIndex() != facts.leafIndex()) {
            throw new OpenRefusedException(
                    "the log was made with the origin %s and %s leaf index, which cannot change: set it so again, or begin a new log in another folder"
                            .formatted(known.origin(), known.leafIndex() ? "with a" : "without"));
        }
        return known;
    }

    private static Base empty(Instant now) {
        return new Base(0, NONE, now.toEpochMilli(), RightEdge.EMPTY, TreeHasher.EMPTY);
    }

    /** An old copy of the folder would promise the same places a second time. The anchor remembers how far the log was. */
    private static void requireNotOlderThan(Anchor anchor, LogFacts facts, Snapshot found)
            throws IOException, OpenRefusedException {
        var remembered = remembered(anchor, facts);
        var head = found.head();
        if (remembered.size() > head.size()
                || (remembered.size() == head.size() && !remembered.root().equals(head.root()))
                || remembered.timestamp() > head.timestamp()) {
            throw new OpenRefusedException(
                    "the log has %d entries of %s, but its anchor remembers %d of %s: the folder is an old copy. Restore the newest one; if there is none, this log has ended: begin a new one with a new key in another folder"
                            .formatted(
                                    head.size(),
                                    Instant.ofEpochMilli(head.timestamp()),
                                    remembered.size(),
                                    Instant.ofEpochMilli(remembered.timestamp())));
        }
    }

    private static TreeHead remembered(Anchor anchor, LogFacts facts) throws IOException, OpenRefusedException {
        var note = anchor.read().orElse(Bytes.EMPTY);
        try {
            return SignedTreeHead.of(Note.parse(note), facts.origin(), facts.logId())
                    .head();
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "the anchor does not hold a checkpoint of this log (" + e.getMessage() + "): restore it", e);
        }
    }

    LocalObjects objects() {
        return objects;
    }

    LocalJournal journal() {
        return journal;
    }

    Recovery recovery() {
        return recovery;
    }

    long epoch() {
        return epoch;
    }

    Exporter.Ports ports() {
        return ports;
    }

    /** Whether the anchor would be lost with the log. */
    boolean isAnchorNear() {
        return anchorIsNear;
    }

    /** The journal's size and free space are asked for while the log runs. */
    long free() {
        try {
            return objects.free();
        } catch (IOException _) {
            return 0;
        }
    }

    /** Who opened the files last closes them first. */
    @Override
    public void close() throws IOException {
        journal.close();
        lock.close();
    }
}
