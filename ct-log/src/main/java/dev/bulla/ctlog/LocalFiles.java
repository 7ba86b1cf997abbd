/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Exporter;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Beginning;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.EpochFile;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.FrozenFiles;
import dev.bulla.ctlog.store.local.JournalPlace;
import dev.bulla.ctlog.store.local.LocalJournal;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.StateFile;
import java.io.IOException;
import java.time.Duration;

/** A log in a folder of this machine, which is locked for this process. */
final class LocalFiles implements LogFiles {
    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);

    private final FolderLock lock;
    private final LocalObjects objects;
    private final LocalJournal journal;
    private final Recovery recovery;
    private final long epoch;
    private final Exporter.Ports ports;
    private final boolean anchorIsNear;
    private final End end;

    /** What lets the log end. */
    private interface End {
        void run() throws IOException, OpenRefusedException;
    }

    private LocalFiles(FolderLock lock, Disk disk, LogSettings settings, LogFacts facts, Start start)
            throws IOException, OpenRefusedException {
        var folder = new LogFolder(settings.folder());
        var anchor = new Anchor(disk, settings.anchor(), settings.name());
        var state = new StateFile(disk, folder);
        var hasher = new TreeHasher(start.provider());
        var beginning = Beginning.of(disk, folder, anchor);
        var known = known(beginning, new FactsFile(disk, folder), facts);
        var base = state.read().orElseGet(() -> Continuity.empty(start.now()));
        this.end = () -> FrozenFiles.of(disk, folder, FinalHeads.reader(known, start.provider()))
                .end(anchor, known.logId(), hasher);
        this.lock = lock;
        this.objects = LocalObjects.open(disk, folder);
        this.recovery = Recovery.upTo(base, objects, hasher);
        this.journal = LocalJournal.open(JournalPlace.of(disk, folder, known.logId()), base, hasher, recovery::next);
        try {
            this.epoch = new EpochFile(disk, folder).next();
            this.anchorIsNear = anchor.sharesVolumeWith(folder);
            this.ports = new Exporter.Ports(objects, state::replace, anchor::replace, journal, start.signer());
            if (beginning == Beginning.CONTINUED) {
                Continuity.requireNotOlder(anchor, known, recovery.snapshot(), "the folder");
            } else {
                anchor.replace(start.signer().checkpoint(new TreeHead(0, base.timestamp(), base.root())));
                state.replace(base);
            }
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            // It prepares its next file beside us, which must not be after somebody else has the lock.
            journal.close();
            throw e;
        }
    }

    static LocalFiles open(Disk disk, LogSettings settings, LogFacts facts, Start start)
            throws IOException, OpenRefusedException {
        var lock = FolderLock.take(disk, new LogFolder(settings.folder()), PATIENCE_WITH_HOLDER);
        try {
            return new LocalFiles(lock, disk, settings, facts, start);
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
        Continuity.requireSame(known, facts, "another folder");
        return known;
    }

    @Override
    public LocalObjects objects() {
        return objects;
    }

    @Override
    public LocalJournal journal() {
        return journal;
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public Exporter.Ports ports() {
        return ports;
    }

    @Override
    public boolean isAnchorNear() {
        return anchorIsNear;
    }

    @Override
    public long free() {
        try {
            return objects.free();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void end() throws IOException, OpenRefusedException {
        journal.close();
        end.run();
    }

    @Override
    public void release() throws IOException {
        journal.close();
        lock.close();
    }

    @Override
    public void close() throws IOException {
        release();
    }
}
