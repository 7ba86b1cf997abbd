/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.LogDescription;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.index.LogIndex;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.read.EntryScan;
import dev.bulla.ctlog.read.LogPages;
import dev.bulla.ctlog.read.LogReader;
import dev.bulla.ctlog.read.LogRequest;
import dev.bulla.ctlog.read.PublishedFacts;
import dev.bulla.ctlog.read.StoredTiles;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.sequence.Snapshot;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.FrozenFiles;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A log that has ended. It is read like any other, from its files alone, and says the last thing that it said for ever: its key
 * is not needed, and may be locked away.
 */
public final class FrozenLog implements KeptLog {
    private static final long READ_CACHE = 8 << 20;
    private static final long PACKED_CACHE = 2 << 20;
    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);

    private final FolderLock lock;
    private final LogKey key;
    private final LogDescription description;
    private final LogSettings.Facts facts;
    private final Snapshot snapshot;
    private final LogPages pages;
    private final IdentityFinder finder;

    private FrozenLog(FolderLock lock, FrozenFiles files, LogSettings settings, LogFacts known, Around around)
            throws IOException, OpenRefusedException {
        this.lock = lock;
        this.facts = settings.facts();
        this.key = LogKey.of(known.publicKey().toArray(), around.provider());
        var last = FinalHeads.of(files, known);
        this.description = OwnDescription.ended(settings, key, last.head());
        OwnDescription.publish(description, files.objects());
        files.forgetJournal();
        this.snapshot = Recovery.upTo(files.base(), files.objects(), new TreeHasher(around.provider()))
                .snapshot();
        var stored = new StoredTiles(files.objects(), READ_CACHE);
        var index = LogIndex.open(
                settings.folder().resolve("index"),
                snapshot.size(),
                new EntryScan(snapshot, stored, around.provider()));
        var reader = new LogReader(() -> snapshot, stored, index, around.provider());
        var roots = new KeptRoots(files.objects()).read();
        this.pages = new LogPages(reader, new PublishedFacts(last, () -> roots), PACKED_CACHE, around::readingFails);
        this.finder = IdentityFinder.open(
                settings.folder(), new IdentityFinder.Log(stored, reader, around.provider()), snapshot);
    }

    /**
     * What a log that has ended needs from around it.
     *
     * @param provider hashes and verifies
     */
    public record Around(Provider provider, LogEvents events) {
        void readingFails(UncheckedIOException why) {
            events.troubled(LogEvents.Trouble.READING_FAILS, String.valueOf(why.getMessage()));
        }
    }

    /** Whether the log in this folder has ended. */
    public static boolean isIn(Path folder) throws IOException {
        return FrozenFiles.isFrozen(new RealDisk(), new LogFolder(folder));
    }

    /**
     * Opens the log that the settings name, which has ended.
     *
     * @throws LogStartException if it has not, or what is there is not what it should be
     */
    public static FrozenLog open(LogSettings settings, Around around) throws LogStartException {
        return open(settings, around, (_, _) -> {});
    }

    /**
     * Ends the log that the settings name, and opens it. It must be closed in this process and every other, and have published all
     * it has.
     *
     * @throws LogStartException if it cannot end yet; then it can be opened again as it was
     */
    public static FrozenLog freeze(LogSettings settings, Around around) throws LogStartException {
        return open(
                settings,
                around,
                (files, known) -> files.end(
                        new Anchor(new RealDisk(), settings.anchor(), settings.name()),
                        known.logId(),
                        new TreeHasher(around.provider())));
    }

    /** What is done with the files before the log is opened. */
    private interface Before {
        void with(FrozenFiles files, LogFacts known) throws IOException, OpenRefusedException;
    }

    private static FrozenLog open(LogSettings settings, Around around, Before before) throws LogStartException {
        var disk = new RealDisk();
        var folder = new LogFolder(settings.folder());
        try {
            var lock = FolderLock.take(disk, folder, PATIENCE_WITH_HOLDER);
            try {
                var known = new FactsFile(disk, folder)
                        .read()
                        .orElseThrow(() -> new OpenRefusedException(settings.folder() + ": there is no log of ours"));
                var files = FrozenFiles.of(disk, folder, FinalHeads.reader(known, around.provider()));
                before.with(files, known);
                return new FrozenLog(lock, files, settings, known, around);
            } catch (IOException | OpenRefusedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException | MalformedException | InvalidInputException e) {
            throw new LogStartException(settings.folder() + ": the log cannot be read or written: " + e, e);
        }
    }

    @Override
    public LogKey key() {
        return key;
    }

    @Override
    public LogSettings.Facts facts() {
        return facts;
    }

    LogDescription description() {
        return description;
    }

    @Override
    public ReadAnswer read(ReadRequest asked) {
        return new ReadAnswer(pages.answer(
                new LogRequest(asked.method(), asked.path(), asked.query(), asked.acceptsGzip(), asked.ifNoneMatch())));
    }

    /** Makes the index before where it is missing: nobody else would. */
    @Override
    public FoundEntries search(IdentityQuery query) {
        settle();
        return finder.find(query);
    }

    private synchronized void settle() {
        try {
            while (finder.indexed() < snapshot.size() && !finder.settle(snapshot)) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new SearchUnavailableException("the index cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public LogStatus status() {
        return new LogStatus(
                snapshot.size(),
                Instant.ofEpochMilli(snapshot.head().timestamp()),
                snapshot.size(),
                // Made when somebody searches.
                snapshot.size(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
