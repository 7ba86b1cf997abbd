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
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LocalObjects;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import dev.bulla.ctlog.store.local.StateFile;
import dev.bulla.ctlog.store.s3.ClosedCloudLog;
import dev.bulla.ctlog.store.s3.StoreClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A log that nobody writes to while this is open, as far as its files are published: what the journal has beyond them, after a
 * start that did not end well, the next start of the log publishes. Its indexes can be made anew, and nothing else.
 */
public final class ClosedLog implements AutoCloseable {
    private static final String LEAVES = "index";
    private static final long READ_CACHE = 64 << 20;

    private final Opened opened;
    private final Provider provider;
    private final Snapshot snapshot;
    private final StoredTiles stored;

    private ClosedLog(Opened opened, Base base, Objects objects, Provider provider)
            throws IOException, OpenRefusedException {
        this.opened = opened;
        this.provider = provider;
        this.snapshot = Recovery.upTo(base, objects, new TreeHasher(provider)).snapshot();
        this.stored = new StoredTiles(objects, READ_CACHE);
    }

    /**
     * What is let go of at the end.
     *
     * @param folder has the indexes
     * @param store  where the log is, if it is in none
     */
    private record Opened(Path folder, FolderLock lock, Optional<StoreClient> store) implements AutoCloseable {
        static Opened locked(Path folder, Optional<StoreClient> store) throws IOException, OpenRefusedException {
            return new Opened(folder, FolderLock.take(new RealDisk(), new LogFolder(folder), Duration.ZERO), store);
        }

        @Override
        public void close() throws IOException {
            store.ifPresent(StoreClient::close);
            lock.close();
        }
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
        return opened(folder, () -> {
            var files = Opened.locked(folder, Optional.empty());
            return kept(files, () -> local(files, provider));
        });
    }

    /**
     * Opens a log in an object store. Another machine may be writing to it meanwhile: it is read as it was published at the
     * start.
     *
     * @param folder for the indexes
     */
    public static ClosedLog open(ObjectStore store, String name, Path folder, Provider provider)
            throws LogStartException {
        return opened(store.place() + name, () -> {
            var files = Opened.locked(folder, Optional.of(store.client()));
            return kept(files, () -> stored(files, name, provider));
        });
    }

    private static ClosedLog local(Opened files, Provider provider) throws IOException, OpenRefusedException {
        var disk = new RealDisk();
        var folder = new LogFolder(files.folder());
        var base = new StateFile(disk, folder)
                .read()
                .orElseThrow(() -> new OpenRefusedException(folder.path() + ": the log has no state file"));
        return new ClosedLog(files, base, LocalObjects.open(disk, folder), provider);
    }

    private static ClosedLog stored(Opened files, String name, Provider provider)
            throws IOException, OpenRefusedException {
        var log = ClosedCloudLog.of(files.store().orElseThrow().below(name), new TreeHasher(provider));
        return new ClosedLog(files, log.base(), log.objects(), provider);
    }

    @FunctionalInterface
    private interface Opening {
        ClosedLog run() throws IOException, OpenRefusedException;
    }

    private static ClosedLog kept(Opened files, Opening opening) throws IOException, OpenRefusedException {
        try {
            return opening.run();
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static ClosedLog opened(Object place, Opening opening) throws LogStartException {
        try {
            return opening.run();
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException | UncheckedIOException | MalformedException e) {
            throw new LogStartException(place + ": the log cannot be read: " + e.getMessage(), e);
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
        new DerivedFolder(opened.folder().resolve(LEAVES)).keepOnly(Set.of());
        new DerivedFolder(opened.folder().resolve(IdentityFinder.FOLDER)).keepOnly(Set.of());
        settled(progress);
        return new IndexSizes(size(), bytes(LEAVES), bytes(IdentityFinder.FOLDER));
    }

    private LogIndex leaves() throws IOException {
        return LogIndex.open(opened.folder().resolve(LEAVES), size(), new EntryScan(snapshot, stored, provider));
    }

    private IdentityFinder settled(LongConsumer progress) throws IOException {
        var reader = new LogReader(() -> snapshot, stored, leaves(), provider);
        var log = new IdentityFinder.Log(stored, reader, provider);
        var finder = IdentityFinder.open(opened.folder(), log, snapshot);
        while (!finder.settle(snapshot)) {
            progress.accept(finder.indexed());
        }
        progress.accept(size());
        return finder;
    }

    private long bytes(String name) throws IOException {
        try (var files = Files.list(opened.folder().resolve(name))) {
            var bytes = 0L;
            for (var file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
