/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of a log that has ended, or is to end. What it published is there before, and then, each step durable before the
 * next:
 * <pre>
 *   (1) the log's last checkpoint, from its anchor, becomes its final one: from here on the log has ended
 *   (2) its description says so
 *   (3) its journal, of which nothing is needed any more, is deleted
 * </pre>
 * Power lost before (1) leaves a log that goes on, and afterwards one that has ended; what is missing of (2) and (3) is made up
 * for when it is opened. Nothing of this needs the log's key.
 */
public final class FrozenFiles {
    private final Disk disk;
    private final LogFolder folder;
    private final Heads heads;
    private final LocalObjects objects;
    private final Base base;

    /** Reads what the log has signed. */
    public interface Heads {
        /** The head that a checkpoint tells, once its signature was verified. */
        TreeHead read(Bytes checkpoint) throws OpenRefusedException;
    }

    private FrozenFiles(Disk disk, LogFolder folder, Heads heads) throws IOException, OpenRefusedException {
        this.disk = disk;
        this.folder = folder;
        this.heads = heads;
        this.objects = LocalObjects.open(disk, folder);
        this.base = new StateFile(disk, folder)
                .read()
                .orElseThrow(() -> new OpenRefusedException(folder.path() + ": the log has no state file"));
    }

    /** Whether the log has ended. */
    public static boolean isFrozen(Disk disk, LogFolder folder) throws IOException {
        return disk.exists(folder.path().resolve(TilePath.FINAL_CHECKPOINT));
    }

    /** The files of a locked log that nobody writes to any more. They may be those of one that has not ended yet. */
    public static FrozenFiles of(Disk disk, LogFolder folder, Heads heads) throws IOException, OpenRefusedException {
        return new FrozenFiles(disk, folder, heads);
    }

    /** Lets the log end with the last head that it signed (1). All that it has must be published. */
    public void end(Anchor anchor, Hash logId, TreeHasher hasher) throws IOException, OpenRefusedException {
        var place = JournalPlace.of(disk, folder, logId);
        new JournalOpening(place, base, hasher).requireNothingAfterBase();
        var last =
                anchor.read().orElseThrow(() -> new OpenRefusedException(anchor.path() + ": is missing: restore it"));
        requireLast(anchor.path().toString(), heads.read(last));
        var shown = objects.get(TilePath.CHECKPOINT);
        if (shown.isPresent()) {
            requireTree(TilePath.CHECKPOINT, heads.read(shown.get()));
        } else if (base.size() > 0) {
            throw new OpenRefusedException(folder.path() + ": shows no checkpoint yet");
        }
        objects.put(List.of(new Objects.Item(TilePath.FINAL_CHECKPOINT, last)));
    }

    /** The checkpoint with which the log has ended: signed, and of the tree that the files have. */
    public Bytes last() throws IOException, OpenRefusedException {
        var last = objects.get(TilePath.FINAL_CHECKPOINT)
                .orElseThrow(() -> new OpenRefusedException(folder.path() + ": the log has not ended"));
        requireLast(TilePath.FINAL_CHECKPOINT, heads.read(last));
        return last;
    }

    /** Deletes the journal (3). */
    public void forgetJournal() throws IOException {
        var journal = folder.journal();
        if (!disk.exists(journal)) {
            return;
        }
        for (var path : disk.list(journal)) {
            disk.delete(path);
        }
        disk.syncFolder(journal);
        disk.delete(journal);
        disk.syncFolder(folder.path());
    }

    public LocalObjects objects() {
        return objects;
    }

    public Base base() {
        return base;
    }

    private void requireLast(String where, TreeHead head) throws OpenRefusedException {
        requireTree(where, head);
        if (head.timestamp() != base.timestamp()) {
            throw new OpenRefusedException("%s: is of another time than the log's state".formatted(where));
        }
    }

    private void requireTree(String where, TreeHead head) throws OpenRefusedException {
        if (head.size() != base.size() || !head.root().equals(base.root())) {
            throw new OpenRefusedException("%s: is about %d entries, and the log's state has %d, or others"
                    .formatted(where, head.size(), base.size()));
        }
    }

    /** The checkpoint that readers see, which witnesses may have signed, too. */
    public Optional<Bytes> shown() throws IOException {
        return objects.get(TilePath.CHECKPOINT);
    }
}
