/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Exporter;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.LastTree;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.s3.CloudLog;
import dev.bulla.ctlog.store.s3.StoreClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A log in an object store. The folder on this machine has its indexes, which can be made anew, and is locked for this
 * process; the anchor is on this machine, too, and remembers how large the log was when this machine last wrote to it.
 */
final class CloudFiles implements LogFiles {
    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);

    private final Disk disk;
    private final LogFolder folder;
    private final Deque<AutoCloseable> opened;
    private final CloudLog log;
    private final Recovery recovery;
    private final Journal journal;
    private final Exporter.Ports ports;
    private final LastTree.Heads heads;

    private CloudFiles(Place place, LogFacts facts, Start start, Deque<AutoCloseable> opened)
            throws IOException, OpenRefusedException {
        this.disk = place.disk();
        this.folder = place.folder();
        this.opened = opened;
        var anchor = place.anchor();
        refuseLostLog(place);
        CloudLog.probe(place.client());
        var known = CloudLog.make(place.client(), facts);
        Continuity.requireSame(known, facts, "another place");
        this.heads = FinalHeads.reader(known, start.provider());
        var hasher = new TreeHasher(start.provider());
        this.log = opened(CloudLog.take(
                place.client(),
                hasher,
                new CloudLog.Terms(place.tempo().lease(), place.tempo().between(), start.news())));
        var base = log.base().orElseGet(() -> Continuity.empty(start.now()));
        this.recovery = Recovery.upTo(base, log.objects(), hasher);
        this.journal = opened(log.journal(base, hasher, recovery::next));
        this.ports = new Exporter.Ports(log.objects(), log::replaceBase, anchor::replace, journal, start.signer());
        if (anchor.read().isPresent()) {
            Continuity.requireNotOlder(
                    anchor, known, recovery.snapshot(), place.client().bucket().toString());
        } else {
            anchor.replace(start.signer().checkpoint(recovery.snapshot().head()));
        }
        if (log.base().isEmpty()) {
            log.replaceBase(base);
        }
    }

    /** Where the log lies, and what is on this machine. */
    private record Place(Disk disk, LogFolder folder, Anchor anchor, StoreClient client, ObjectStore.Tempo tempo) {}

    static CloudFiles open(Disk disk, LogSettings settings, LogFacts facts, Start start)
            throws IOException, OpenRefusedException {
        var opened = new ArrayDeque<AutoCloseable>();
        try {
            var store = settings.store().orElseThrow();
            var client = store.client();
            opened.push(client);
            var folder = new LogFolder(settings.folder());
            opened.push(FolderLock.take(disk, folder, PATIENCE_WITH_HOLDER));
            var anchor = new Anchor(disk, settings.anchor(), settings.name());
            var place = new Place(disk, folder, anchor, client.below(settings.name()), store.tempo());
            return new CloudFiles(place, facts, start, opened);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            closeAll(opened, 0, e);
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private static void refuseLostLog(Place place) throws IOException, OpenRefusedException {
        if (place.anchor().read().isPresent() && !CloudLog.isThere(place.client())) {
            throw new OpenRefusedException(
                    "this machine's anchor remembers a log, but %s has none: say where it is, or, to begin a new log with a new key, move the anchor away"
                            .formatted(place.client().bucket()));
        }
    }

    private static void closeAll(Deque<AutoCloseable> opened, int butFirst, Exception cause) {
        while (opened.size() > butFirst) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public Objects objects() {
        return log.objects();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Recovery recovery() {
        return recovery;
    }

    @Override
    public long epoch() {
        return log.epoch();
    }

    @Override
    public Exporter.Ports ports() {
        return ports;
    }

    /** The store is another machine. */
    @Override
    public boolean isAnchorNear() {
        return false;
    }

    /** Indexes need room. */
    @Override
    public long free() {
        try {
            return disk.volume(folder.path()).free();
        } catch (IOException _) {
            return 0;
        }
    }

    /** It is ended by whoever holds it: were it given back before, others could take it over and go on. */
    @Override
    public void end() throws IOException, OpenRefusedException {
        var last = new LastTree(log.base().orElseThrow(), heads);
        last.requireShown(log.objects(), "the log in the store");
        log.end(ports.signer().checkpoint(last.head()));
    }

    @Override
    public void release() throws IOException {
        closeAllBut(1);
    }

    @Override
    public void close() throws IOException {
        closeAllBut(0);
    }

    private void closeAllBut(int first) throws IOException {
        var failures = new IOException("closing the log in the store");
        closeAll(opened, first, failures);
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
