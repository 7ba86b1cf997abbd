/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.EpochFile;
import dev.bulla.ctlog.store.local.JournalPlace;
import dev.bulla.ctlog.store.local.LocalJournal;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A log in a folder of some disk, put together as the real one is, but with heads that nobody signed. */
final class DiskLog implements AutoCloseable {
    private final Around around;
    private final LocalObjects objects;
    private final LocalJournal journal;
    private final Snapshot found;
    private final LiveLog live;

    /**
     * What such a log needs from around it.
     *
     * @param signed hears of every head before its signature is there
     */
    record Around(
            Limits limits,
            int segment,
            InstantSource clock,
            Pace pace,
            SequencerEvents events,
            Steps steps,
            Consumer<TreeHead> signed) {}

    private DiskLog(Disk disk, Path path, Around around) throws IOException, OpenRefusedException {
        this.around = around;
        var folder = new LogFolder(path);
        var anchor = new Anchor(disk, path.resolveSibling("anchor"), "log");
        var state = new StateFile(disk, folder);
        var isNew = state.read().isEmpty();
        var base = state.read().orElse(Base.EMPTY);
        var hasher = new TreeHasher(TestLog.SUN);
        var logId = Hash.sha256(new byte[] {9});
        this.objects = LocalObjects.open(disk, folder);
        var recovery = Recovery.upTo(base, objects, hasher);
        var place = new JournalPlace(disk, JournalPlace.of(disk, folder, logId).folder(), logId, around.segment());
        this.journal = LocalJournal.open(place, base, hasher, recovery::next);
        this.found = recovery.snapshot();
        try {
            var epoch = new EpochFile(disk, folder).next();
            if (isNew) {
                anchor.replace(sign(found.head()));
                state.replace(base);
            }
            requireNotBehind(anchor);
            this.live = LiveLog.prepare(
                    new LiveLog.Mode(epoch, true, around.limits(), TestLog.SUN),
                    recovery,
                    new Sequencer.Ports(
                            journal, new FakeCatalog(), around.clock(), this::free, around.events(), around.steps()),
                    new LiveLog.Publishing(
                            new Exporter.Ports(objects, state::replace, anchor::replace, journal, this::sign), _ -> {}),
                    around.pace());
        } catch (IOException | OpenRefusedException | RuntimeException | AssertionError e) {
            // What it prepares beside would go on in the next life of the disk.
            journal.close();
            throw e;
        }
    }

    static DiskLog open(Disk disk, Path path, Around around) throws IOException, OpenRefusedException {
        var log = new DiskLog(disk, path, around);
        log.live.sequencer().start();
        return log;
    }

    /** Publishes by itself from now on. */
    DiskLog publishing() {
        live.publishByItself();
        return this;
    }

    LiveLog live() {
        return live;
    }

    Sequencer sequencer() {
        return live.sequencer();
    }

    Snapshot snapshot() {
        return live.sequencer().snapshot();
    }

    /** The log as it was found. */
    Snapshot found() {
        return found;
    }

    LocalObjects objects() {
        return objects;
    }

    static TreeHead parse(Bytes checkpoint) {
        var parts = new String(checkpoint.toArray(), StandardCharsets.US_ASCII).split(" ", -1);
        var root = Hash.read(HexFormat.of().parseHex(parts[1]), 0);
        return new TreeHead(Long.parseLong(parts[0]), Long.parseLong(parts[2]), root);
    }

    private Bytes sign(TreeHead head) {
        around.signed().accept(head);
        return TestLog.checkpoint(head);
    }

    private void requireNotBehind(Anchor anchor) throws IOException {
        var remembered = parse(anchor.read().orElseThrow());
        if (remembered.size() > found.size()
                || remembered.timestamp() > found.head().timestamp()) {
            throw new AssertionError("the anchor has %s, the log %s".formatted(remembered, found.head()));
        }
    }

    private long free() {
        try {
            return objects.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        live.close();
        journal.close();
    }
}
