/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.index.DerivedFolder;
import dev.bulla.ctlog.index.LogIndex;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.read.EntryScan;
import dev.bulla.ctlog.read.LogReader;
import dev.bulla.ctlog.read.StoredTiles;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.sequence.Snapshot;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.store.local.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A log that nobody writes to while this is open, as far as its files are published: what the journal has beyond them, after a
 * start that did not end well, the next start of the log publishes. Its indexes can be made anew, and nothing else.
 */
public final class ClosedLog implements AutoCloseable {
    private static final String LEAVES = "index";
    private static final long READ_CACHE = 64 << 20;

    private final FolderLock lock;
    private final Path folder;
    private final Provider provider;
    private final Snapshot snapshot;
    private final StoredTiles stored;

    private ClosedLog(FolderLock lock, LogFolder folder, Provider provider) throws IOException, OpenRefusedException {
        var disk = new RealDisk();
        var base = new StateFile(disk, folder)
                .read()
                .orElseThrow(() -> new OpenRefusedException(folder.path() + ": the log has no state file"));
        var objects = LocalObjects.open(disk, folder);
        this.lock = lock;
        this.folder = folder.path();
        this.provider = provider;
        this.snapshot = Recovery.upTo(base, objects, new TreeHasher(provider)).snapshot();
        this.stored = new StoredTiles(objects, READ_CACHE);
    }

    /**
     * How large indexes are.
     *
     * @param leaves     bytes of the index by leaf hash and by submission
     * @param identities bytes of the index by identity
     */
    public record IndexSizes(long entries, long leaves, long identities) {}

    /**
     * Opens the log in a folder.
     *
     * @param provider hashes
     * @throws LogStartException if there is none, it cannot be read, or somebody has it open
     */
    public static ClosedLog open(Path folder, Provider provider) throws LogStartException {
        if (!Files.isRegularFile(folder.resolve("log.json"))) {
            throw new LogStartException(folder + ": there is no log of ours", new IOException("no log.json"));
        }
        try {
            return locked(new LogFolder(folder), provider);
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException | UncheckedIOException | MalformedException e) {
            throw new LogStartException(folder + ": the log cannot be read: " + e.getMessage(), e);
        }
    }

    private static ClosedLog locked(LogFolder folder, Provider provider) throws IOException, OpenRefusedException {
        var lock = FolderLock.take(new RealDisk(), folder, Duration.ZERO);
        try {
            return new ClosedLog(lock, folder, provider);
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** How many entries its files have. */
    public long size() {
        return snapshot.size();
    }

    /** Finds entries; makes the index before where it is missing. */
    public FoundEntries search(IdentityQuery query) throws IOException {
        return settled(done -> {}).find(query);
    }

    /**
     * Makes all indexes anew from the entries.
     *
     * @param progress hears now and then how many entries are done with
     */
    public IndexSizes index(LongConsumer progress) throws IOException {
        new DerivedFolder(folder.resolve(LEAVES)).keepOnly(Set.of());
        new DerivedFolder(folder.resolve(IdentityFinder.FOLDER)).keepOnly(Set.of());
        settled(progress);
        return new IndexSizes(size(), bytes(LEAVES), bytes(IdentityFinder.FOLDER));
    }

    private LogIndex leaves() throws IOException {
        return LogIndex.open(folder.resolve(LEAVES), size(), new EntryScan(snapshot, stored, provider));
    }

    private IdentityFinder settled(LongConsumer progress) throws IOException {
        var reader = new LogReader(() -> snapshot, stored, leaves(), provider);
        var log = new IdentityFinder.Log(stored, reader, provider);
        var finder = IdentityFinder.open(folder, log, snapshot);
        while (!finder.settle(snapshot)) {
            progress.accept(finder.indexed());
        }
        progress.accept(size());
        return finder;
    }

    private long bytes(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            var bytes = 0L;
            for (var file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
