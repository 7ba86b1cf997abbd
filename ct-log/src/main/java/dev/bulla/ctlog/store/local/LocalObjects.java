/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.PublishedPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The published files in the log's folder, where any web server finds them under the same paths.
 *
 * <p>A file is written under another name, synced, and renamed; then its folder is synced, once per call. An interrupt of a
 * thread in here fails its call and nothing else: no file stays open between calls.
 */
public final class LocalObjects implements Objects {
    private static final int LARGEST = 64 << 20;

    private final Disk disk;
    private final LogFolder log;
    private final Folders folders;
    private final AtomicLong unfinished = new AtomicLong();

    private LocalObjects(Disk disk, LogFolder log) {
        this.disk = disk;
        this.log = log;
        this.folders = new Folders(disk, log.path());
    }

    /** The files of a log whose folder is locked: what a start before left unfinished is removed. */
    public static LocalObjects open(Disk disk, LogFolder log) throws IOException {
        for (var path : disk.list(log.unfinished())) {
            disk.delete(path);
        }
        var objects = new LocalObjects(disk, log);
        objects.folders.make(log.unfinished());
        return objects;
    }

    @Override
    public void put(List<Item> items) throws IOException {
        var touched = new LinkedHashSet<Path>();
        for (var item : items) {
            var path = path(item.path());
            folders.make(Folders.of(path));
            if (disk.exists(path)) {
                requireSame(path, item.content());
            } else {
                write(item.content(), path);
            }
            touched.add(Folders.of(path));
        }
        for (var folder : touched) {
            disk.syncFolder(folder);
        }
    }

    @Override
    public void replace(Item item) throws IOException {
        var path = path(item.path());
        folders.make(Folders.of(path));
        write(item.content(), path);
        disk.syncFolder(Folders.of(path));
    }

    @Override
    public Optional<Bytes> get(String path) throws IOException {
        return new SmallFile(disk, path(path)).read(LARGEST);
    }

    @Override
    public void remove(List<String> paths) throws IOException {
        for (var path : paths) {
            delete(path(path));
        }
    }

    /** How many bytes may still be written to the volume of the log. */
    public long free() throws IOException {
        return disk.volume(log.path()).free();
    }

    private void delete(Path path) throws IOException {
        if (disk.isFolder(path)) {
            for (var inside : disk.list(path)) {
                delete(inside);
            }
            folders.forget(path);
        }
        disk.delete(path);
    }

    private void write(Bytes content, Path path) throws IOException {
        var next = new SmallFile(disk, log.unfinished().resolve(Long.toString(unfinished.incrementAndGet())));
        try {
            next.write(content);
            disk.rename(next.path(), path);
        } catch (IOException e) {
            disk.delete(next.path());
            throw e;
        }
    }

    /** Syncs the file too: whoever wrote it may have been another tool than this. */
    private void requireSame(Path path, Bytes content) throws IOException {
        try (var file = disk.read(path)) {
            file.force(true);
        }
        if (!new SmallFile(disk, path).read(LARGEST).equals(Optional.of(content))) {
            throw new IOException(path + ": is there with other content");
        }
    }

    /** No path leads out of the folder, or to the files in it that are not published. */
    private Path path(String path) {
        return log.path().resolve(PublishedPath.checked(path));
    }
}
