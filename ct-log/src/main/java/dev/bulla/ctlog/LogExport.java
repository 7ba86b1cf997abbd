/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.FolderSource;
import dev.bulla.ctlog.check.LogHead;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.check.WebSource;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.copy.DamagedSourceException;
import dev.bulla.ctlog.copy.LogCopy;
import dev.bulla.ctlog.copy.Shelf;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.JournalEnd;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Instant;
import java.util.Optional;

/**
 * Copies a static-ct log that anybody wrote into plain files, in a folder or an archive, and lets the copy grow from export to
 * export. All that is copied is shown to stand under the log's checkpoint before. The log may be open meanwhile.
 */
public final class LogExport {
    private final Provider provider;
    private final Options options;

    /**
     * How a log is copied.
     *
     * @param key      the log's key; a folder may name it itself
     * @param threads  how many files are read at once
     * @param progress is told how far the copy is
     */
    public record Options(Optional<LogKey> key, int threads, LogCheck.Progress progress) {}

    /**
     * What a copy holds now.
     *
     * @param before how many entries it held before
     */
    public record Copied(String origin, long before, long size, Instant time, LogId log) {}

    /** @param provider hashes and verifies */
    public LogExport(Provider provider, Options options) {
        this.provider = provider;
        this.options = options;
    }

    /** Whether a copy there is an archive, by its name. */
    public static boolean isArchive(Path to) {
        return LockedShelf.isArchive(to);
    }

    /**
     * Copies the log in a folder.
     *
     * @param to a file whose name ends with {@code .tar}, or a folder: new, or with a copy of the same log
     * @throws CheckFailedException if the log cannot be read, which says nothing about it
     * @throws CopyRefusedException if the log is damaged, or the copy is not its beginning
     */
    public Copied export(Path folder, Path to)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        return export(CopiedLog.of(new FolderSource(folder), options.key(), provider), to);
    }

    /** How many entries a log in a folder has promised. It publishes them within a second, if it is open and can. */
    public long promised(Path folder) throws IOException {
        return new JournalEnd(new RealDisk(), new LogFolder(folder), new TreeHasher(provider)).size();
    }

    /** Copies a log in an object store, in the same way. */
    public Copied export(ObjectStore store, String name, Path to)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        try (var source = new CloudSource(store, name)) {
            return export(CopiedLog.of(source, options.key(), provider), to);
        }
    }

    /** Copies the log behind an address. Its key must be given. */
    public Copied export(URI address, Path to)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        var key = options.key()
                .orElseThrow(() -> new CheckFailedException("a log behind an address is copied with a given key"));
        try (var source = new WebSource(address, WebSource.Patience.USUAL)) {
            return export(CopiedLog.of(source, key, Optional.empty()), to);
        }
    }

    private Copied export(CopiedLog log, Path to)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        try (var shelf = LockedShelf.open(to)) {
            return export(log, shelf);
        } catch (OpenRefusedException e) {
            throw new CopyRefusedException(String.valueOf(e.getMessage()), e);
        } catch (DamagedSourceException e) {
            throw CopiedLog.damaged(e);
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Copies what a shelf does not hold yet. */
    Copied export(CopiedLog log, Shelf shelf)
            throws CopyRefusedException, IOException, UnreadableException, DamagedSourceException,
                    InterruptedException {
        var now = log.head().head();
        var before = before(log, shelf);
        try (var copy = LogCopy.of(now, log.source(), provider, options.threads())) {
            if (!copy.continues(before)) {
                throw new CopyRefusedException(
                        "the log does not begin with the %d entries that the copy holds under a checkpoint of the log's own: the log has forked. Keep the copy, it is the proof"
                                .formatted(before.size()));
            }
            if (now.timestamp() > before.timestamp() || now.size() > before.size()) {
                copy.since(before.size(), shelf, options.progress()::checked);
                shelf.complete(new Shelf.Grown(before.size(), now.size()), log.about(copy), log.checkpoint());
            }
        }
        return new Copied(
                log.head().origin(),
                before.size(),
                now.size(),
                Instant.ofEpochMilli(now.timestamp()),
                log.key().id());
    }

    private static TreeHead before(CopiedLog log, Shelf shelf) throws CopyRefusedException, IOException {
        var checkpoint = shelf.checkpoint();
        if (checkpoint.isEmpty()) {
            return new TreeHead(0, 0, TreeHasher.EMPTY);
        }
        try {
            var before = log.verified(checkpoint.get());
            expectNotLarger(before, log.size());
            return before.head();
        } catch (MalformedException e) {
            throw new CopyRefusedException(
                    "the copy's %s is not one of this log: %s".formatted(TilePath.CHECKPOINT, e.getMessage()), e);
        }
    }

    private static void expectNotLarger(LogHead before, long size) throws CopyRefusedException {
        if (before.head().size() > size) {
            throw new CopyRefusedException(
                    "the copy holds %d entries and the log says that it has %d: this is an older state of the log, or the log has forked"
                            .formatted(before.head().size(), size));
        }
    }
}
