/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.check.CheckProgress;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.CertificatePem;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.Folders;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder of a log that is made of a copy. In this order, each step durable before the next:
 * <pre>
 *   (1) what an earlier attempt left is removed
 *   (2) entries, tiles, certificates and roots, in a folder of another name
 *   (3) the state, which says that the log reached as far as the copy and that no journal goes on from there; the facts
 *   (4) the anchor, which from now on refuses every older log; that of a log which has ended stays as it is
 *   (5) the folder gets its name
 * </pre>
 * Power lost before (5) leaves no log, and the same again makes one. A server that is started between (4) and (5) refuses to
 * begin a new log, as for any log that was lost.
 */
public final class RestoredFolder {
    private static final String LOCK = "lock";

    private final Disk disk;
    private final Path folder;
    private final Path staging;
    private final Anchor anchor;

    /** @param folder of the log, which must not be there yet */
    public RestoredFolder(Disk disk, Path folder, Anchor anchor) {
        this.disk = disk;
        this.folder = folder.toAbsolutePath().normalize();
        this.staging = this.folder.resolveSibling(folder.getFileName() + ".import");
        this.anchor = anchor;
    }

    /** Where it is made: to be locked by whoever makes it. */
    public Path staging() {
        return staging;
    }

    /**
     * What the copy says and must be true.
     *
     * @param head what the last checkpoint signs
     * @param last with which the log has ended, if it has
     */
    public record Said(CopiedFacts facts, TreeHead head, Bytes checkpoint, Optional<Bytes> last) {}

    /** Makes the log. If this fails, nothing is left. */
    public void make(LogCopy copy, Said said, CheckProgress progress)
            throws IOException, OpenRefusedException, UnreadableException, DamagedSourceException,
                    InterruptedException {
        if (disk.exists(folder)) {
            throw new OpenRefusedException(folder + ": is there already; a log is restored to where none is");
        }
        try {
            clear(); // (1)
            fill(copy, said, progress); // (2)
            var base = new Base(
                    0,
                    Hash.ZERO,
                    said.head().timestamp(),
                    copy.edge(),
                    said.head().root());
            new StateFile(disk, new LogFolder(staging)).replace(base); // (3)
            new FactsFile(disk, new LogFolder(staging)).create(said.facts().facts());
            if (said.last().isEmpty()) {
                anchor.replace(said.checkpoint()); // (4)
            }
            disk.rename(staging, folder); // (5)
            disk.syncFolder(parent());
        } catch (IOException
                | OpenRefusedException
                | UnreadableException
                | DamagedSourceException
                | InterruptedException
                | RuntimeException e) {
            clearAfter(e);
            throw e;
        }
    }

    private void fill(LogCopy copy, Said said, CheckProgress progress)
            throws IOException, UnreadableException, DamagedSourceException, InterruptedException {
        new Folders(disk, staging).make(staging);
        var objects = LocalObjects.open(disk, new LogFolder(staging));
        copy.since(0, objects::put, progress);
        if (!said.facts().roots().isEmpty()) {
            objects.replace(
                    new Item(TilePath.ROOTS, CertificatePem.write(said.facts().roots())));
        }
        objects.replace(new Item(TilePath.CHECKPOINT, said.checkpoint()));
        if (said.last().isPresent()) {
            objects.replace(new Item(TilePath.FINAL_CHECKPOINT, said.last().get()));
        }
    }

    private void clearAfter(Exception cause) {
        try {
            clear();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** The lock of whoever makes the log stays, and with it the folder. */
    private void clear() throws IOException {
        for (var path : disk.list(staging)) {
            if (!path.getFileName().toString().startsWith(LOCK)) {
                remove(path);
            }
        }
        if (disk.list(staging).isEmpty()) {
            disk.delete(staging);
        }
    }

    private void remove(Path path) throws IOException {
        if (disk.isFolder(path)) {
            for (var inside : disk.list(path)) {
                remove(inside);
            }
        }
        disk.delete(path);
    }

    private Path parent() {
        return Objects.requireNonNull(folder.getParent(), "a log's folder is in some folder");
    }
}
