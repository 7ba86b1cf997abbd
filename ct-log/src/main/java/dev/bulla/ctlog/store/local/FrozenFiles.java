/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LastTree;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import java.io.IOException;
import java.util.List;

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
    private final LocalObjects objects;
    private final LastTree tree;

    private FrozenFiles(Disk disk, LogFolder folder, LastTree.Heads heads) throws IOException, OpenRefusedException {
        this.disk = disk;
        this.folder = folder;
        this.objects = LocalObjects.open(disk, folder);
        var base = new StateFile(disk, folder)
                .read()
                .orElseThrow(() -> new OpenRefusedException(folder.path() + ": the log has no state file"));
        this.tree = new LastTree(base, heads);
    }

    /** Whether the log has ended. */
    public static boolean isFrozen(Disk disk, LogFolder folder) throws IOException {
        return disk.exists(folder.path().resolve(TilePath.FINAL_CHECKPOINT));
    }

    /** The files of a locked log that nobody writes to any more. They may be those of one that has not ended yet. */
    public static FrozenFiles of(Disk disk, LogFolder folder, LastTree.Heads heads)
            throws IOException, OpenRefusedException {
        return new FrozenFiles(disk, folder, heads);
    }

    /** Lets the log end with the last head that it signed (1). All that it has must be published. */
    public void end(Anchor anchor, Hash logId, TreeHasher hasher) throws IOException, OpenRefusedException {
        var place = JournalPlace.of(disk, folder, logId);
        new JournalOpening(place, base(), hasher).requireNothingAfterBase();
        var last =
                anchor.read().orElseThrow(() -> new OpenRefusedException(anchor.path() + ": is missing: restore it"));
        tree.requireLast(anchor.path().toString(), last);
        tree.requireShown(objects, folder.path());
        objects.put(List.of(new Objects.Item(TilePath.FINAL_CHECKPOINT, last)));
    }

    /** The checkpoint with which the log has ended: signed, and of the tree that the files have. */
    public Bytes last() throws IOException, OpenRefusedException {
        var last = objects.get(TilePath.FINAL_CHECKPOINT)
                .orElseThrow(() -> new OpenRefusedException(folder.path() + ": the log has not ended"));
        tree.requireLast(TilePath.FINAL_CHECKPOINT, last);
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
        return tree.base();
    }
}
