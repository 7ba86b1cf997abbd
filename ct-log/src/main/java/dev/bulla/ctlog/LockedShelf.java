/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.copy.FolderShelf;
import dev.bulla.ctlog.copy.Shelf;
import dev.bulla.ctlog.copy.TarShelf;
import dev.bulla.ctlog.store.Objects.Item;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A copy that one process at a time adds to: two exports that overlap, as cron may start them, would spoil it. */
final class LockedShelf implements Shelf {
    private static final String ARCHIVE = ".tar";

    private final Shelf shelf;
    private final Closeable lock;

    private LockedShelf(Shelf shelf, Closeable lock) {
        this.shelf = shelf;
        this.lock = lock;
    }

    static LockedShelf open(Path to) throws IOException, OpenRefusedException {
        var place = to.toAbsolutePath().normalize();
        return isArchive(place) ? archive(place) : folder(place);
    }

    static boolean isArchive(Path path) {
        return path.toString().endsWith(ARCHIVE);
    }

    /** Looked at before the lock leaves its file in it, and again when nobody else can change it. */
    private static LockedShelf folder(Path folder) throws IOException, OpenRefusedException {
        var disk = new RealDisk();
        FolderShelf.expectCopy(disk, folder);
        var lock = FolderLock.take(disk, new LogFolder(folder), Duration.ZERO);
        try {
            return new LockedShelf(FolderShelf.open(disk, folder), lock::close);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static LockedShelf archive(Path file) throws IOException, OpenRefusedException {
        var lock = lock(file.resolveSibling(file.getFileName() + ".lock"));
        try {
            return new LockedShelf(TarShelf.open(new RealDisk(), file), lock);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The lock file goes with its holder. Whoever opened it a moment before has a file that nobody will lock again. */
    private static Closeable lock(Path file) throws IOException, OpenRefusedException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return () -> {
                    Files.deleteIfExists(file);
                    channel.close();
                };
            }
        } catch (OverlappingFileLockException _) {
            // Somebody in this process has it.
        }
        channel.close();
        throw new OpenRefusedException(file + ": another export is at work");
    }

    @Override
    public Optional<Bytes> checkpoint() throws IOException {
        return shelf.checkpoint();
    }

    @Override
    public void add(List<Item> items) throws IOException {
        shelf.add(items);
    }

    @Override
    public void complete(Grown grown, List<Item> about, Bytes checkpoint) throws IOException {
        shelf.complete(grown, about, checkpoint);
    }

    @Override
    public void close() throws IOException {
        try {
            shelf.close();
        } finally {
            lock.close();
        }
    }
}
