/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.FolderSource;
import dev.bulla.ctlog.check.LogSource;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.copy.CopiedFacts;
import dev.bulla.ctlog.copy.DamagedSourceException;
import dev.bulla.ctlog.copy.LogCopy;
import dev.bulla.ctlog.copy.RestoredFolder;
import dev.bulla.ctlog.copy.TarSource;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.LogFolder;
import dev.bulla.ctlog.store.local.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes a log of a copy that an export left. Every entry, hash, certificate and signature of the copy is checked first; of a
 * copy with any damage nothing is made.
 */
public final class LogImport {
    private final Provider provider;
    private final Options options;
    private final CopyCheck check;

    /**
     * How a copy is taken in.
     *
     * @param key        the log's public key, of which whoever restores it has the private one
     * @param signatures whether the signatures of all certificates are verified, too
     * @param threads    how many files are read at once
     * @param most       how many damaged files are looked for
     * @param progress   is told how far the check is, and then how far the copy
     */
    public record Options(LogKey key, boolean signatures, int threads, int most, LogCheck.Progress progress) {}

    /**
     * Where the log will be.
     *
     * @param name   of its file in the anchor
     * @param folder which must not be there yet
     * @param anchor folder that remembers how large the log was
     */
    public record Place(String name, Path folder, Path anchor) {}

    /**
     * The log that was made.
     *
     * @param leafIndex  whether its timestamps say where an entry stands
     * @param remembered whether the anchor knew the log, and so that nothing newer is lost
     */
    public record Restored(
            String origin,
            long size,
            Instant time,
            Instant windowStart,
            Instant windowEnd,
            boolean leafIndex,
            boolean remembered) {}

    /** How much the anchor knows of a log that was copied. */
    public enum Memory {
        /** There is no anchor of it. */
        NOTHING,
        /** No more than the copy holds. */
        NO_MORE,
        /** More than the copy holds: a log that is made of it must not go on. */
        MORE
    }

    /**
     * A copy beside the anchor of its log.
     *
     * @param size       of the copy
     * @param remembered how many entries the anchor knows, if it knows any log
     */
    public record Standing(Memory memory, long size, Instant time, long remembered, Instant until) {}

    /** @param provider hashes and verifies */
    public LogImport(Provider provider, Options options) {
        this.provider = provider;
        this.options = options;
        this.check = new CopyCheck(provider, options);
    }

    /**
     * By which name whoever ran the copied log knew it.
     *
     * @throws CopyRefusedException if the copy does not say
     */
    public static String name(Path copy)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        return reading(copy, source -> CopiedFacts.in(source).name());
    }

    /**
     * Makes a log of the copy in a folder or an archive.
     *
     * @throws CheckFailedException if the copy cannot be read, which says nothing about it
     * @throws CopyRefusedException if it is damaged or older than the anchor, or something is in the way; nothing is left then
     */
    public Restored restore(Path copy, Place place)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        return restored(copy, place, Ending.NONE);
    }

    /**
     * Makes a log of the copy that has ended, and is only read. An anchor may know more than the copy, as of a log whose newest
     * entries are lost; it stays as it is.
     *
     * @param last the checkpoint with which the log ended; without it that of the copy
     * @throws CheckFailedException if the copy cannot be read, which says nothing about it
     * @throws CopyRefusedException if it is damaged, is that of a fork, or something is in the way; nothing is left then
     */
    public Restored restoreEnded(Path copy, Place place, Optional<byte[]> last)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        return restored(copy, place, Ending.with(last.map(Bytes::copyOf)));
    }

    /**
     * Whether the anchor knows more of the log than a copy holds. Only the copy's checkpoint is looked at.
     *
     * @throws CheckFailedException if the copy cannot be read, which says nothing about it
     * @throws CopyRefusedException if its checkpoint, or the one in the anchor, is not one of this log
     */
    public Standing standing(Path copy, Place place)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        return reading(copy, source -> {
            var facts = CopiedFacts.in(source);
            check.expectKey(facts);
            var log = CopiedLog.of(source, options.key(), Optional.of(facts.facts()));
            return new RememberedHead(new Anchor(new RealDisk(), place.anchor(), place.name()), log).standing();
        });
    }

    private Restored restored(Path copy, Place place, Ending ending)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        var disk = new RealDisk();
        var folder = folder(place, disk);
        return reading(copy, source -> {
            var facts = check.expectSound(source);
            var staging = new LogFolder(folder.staging());
            var lock = FolderLock.take(disk, staging, Duration.ZERO);
            try {
                return made(source, facts, place, disk, ending);
            } finally {
                lock.close();
                removeLock(staging.path());
            }
        });
    }

    /** Where the log was not made, the lock is all that is left. */
    private static void removeLock(Path staging) throws IOException {
        for (var name : List.of("lock", "lock.holder", "")) {
            Files.deleteIfExists(staging.resolve(name));
        }
    }

    private static RestoredFolder folder(Place place, Disk disk) {
        return new RestoredFolder(disk, place.folder(), new Anchor(disk, place.anchor(), place.name()));
    }

    /** Something that is done with what a copy holds. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(LogSource source)
                throws IOException, CheckFailedException, CopyRefusedException, OpenRefusedException,
                        UnreadableException, DamagedSourceException, InterruptedException;
    }

    private static <T> T reading(Path copy, Reading<T> reading)
            throws CheckFailedException, CopyRefusedException, IOException, InterruptedException {
        if (!Files.exists(copy)) {
            throw new CheckFailedException("there is no " + copy);
        }
        try {
            if (Files.isDirectory(copy)) {
                return reading.from(new FolderSource(copy));
            }
            try (var archive = TarSource.open(new RealDisk(), copy)) {
                return reading.from(archive);
            }
        } catch (MalformedException e) {
            throw new CopyRefusedException(copy + ": " + e.getMessage(), e);
        } catch (DamagedSourceException e) {
            throw CopiedLog.damaged(e);
        } catch (OpenRefusedException e) {
            throw new CopyRefusedException(String.valueOf(e.getMessage()), e);
        } catch (UnreadableException e) {
            throw new CheckFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Makes the log of a copy that was found sound, on a disk that nobody else works on. */
    Restored made(LogSource source, CopiedFacts facts, Place place, Disk disk, Ending ending)
            throws IOException, CheckFailedException, CopyRefusedException, OpenRefusedException, UnreadableException,
                    DamagedSourceException, InterruptedException {
        var log = CopiedLog.of(source, options.key(), Optional.of(facts.facts()));
        try (var copy = LogCopy.of(log.head().head(), source, provider, options.threads())) {
            var head = new RememberedHead(new Anchor(disk, place.anchor(), place.name()), log);
            var remembered = ending.hasEnded() ? head.isOfOneLogWith(copy) : head.isBeginningOf(copy);
            folder(place, disk).make(copy, ending.said(log, facts), options.progress()::checked);
            return new Restored(
                    log.head().origin(),
                    log.size(),
                    Instant.ofEpochMilli(log.head().head().timestamp()),
                    facts.facts().windowStart(),
                    facts.facts().windowEnd(),
                    facts.facts().leafIndex(),
                    remembered);
        }
    }
}
