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
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.time.Instant;
import java.util.Optional;

/**
 * A log that has ended. It is read like any other, from its files alone, and says the last thing that it said for ever: its key
 * is not needed, and may be locked away.
 */
public final class FrozenLog implements KeptLog {
    private static final long READ_CACHE = 8 << 20;
    private static final long PACKED_CACHE = 2 << 20;

    private final EndedFiles files;
    private final LogKey key;
    private final LogDescription description;
    private final LogSettings.Facts facts;
    private final Snapshot snapshot;
    private final LogPages pages;
    private final IdentityFinder finder;

    private FrozenLog(EndedFiles files, LogSettings settings, Around around) throws IOException, OpenRefusedException {
        this.files = files;
        this.facts = settings.facts();
        this.key = LogKey.of(files.facts().publicKey().toArray(), around.provider());
        var last = FinalHeads.of(files);
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

    /**
     * Whether the log that the settings name has ended.
     *
     * @param provider hashes
     * @throws LogStartException if nobody can tell
     */
    public static boolean isThere(LogSettings settings, Provider provider) throws LogStartException {
        try {
            return EndedFiles.areThere(new RealDisk(), settings, provider);
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(settings, e);
        }
    }

    /**
     * Opens the log that the settings name, which has ended.
     *
     * @throws LogStartException if it has not, or what is there is not what it should be
     */
    public static FrozenLog open(LogSettings settings, Around around) throws LogStartException {
        try {
            var files = EndedFiles.open(new RealDisk(), settings, around.provider());
            try {
                return new FrozenLog(files, settings, around);
            } catch (IOException | OpenRefusedException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (OpenRefusedException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException | MalformedException | InvalidInputException e) {
            throw unreadable(settings, e);
        }
    }

    private static LogStartException unreadable(LogSettings settings, Exception why) {
        return new LogStartException(settings.where() + ": the log cannot be read or written: " + why, why);
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
        files.close();
    }
}
