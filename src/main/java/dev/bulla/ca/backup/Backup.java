/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.RemoteLogs;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import dev.bulla.ctlog.LogCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a backup of a server, whether it runs or not. It reads and takes no lock, so nobody waits for it.
 *
 * <p>What changes as a whole, as keys that are rotated, is read before and after the logs are copied, until nothing has changed
 * between: then all of it, and every log up to its checkpoint, was there at one moment. A log only grows, so each time but the first
 * copies what is new. What was promised when the backup began is waited for. The audit trail comes after the logs: what is in them is in it.
 *
 * <pre>
 *   (1) everything, in a folder of another name
 *   (2) the hashes of everything
 *   (3) the folder gets its name
 * </pre>
 */
public final class Backup {
    private static final int TRIES = 30;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String CHANGED = "keys, trust material or settings changed each of the " + TRIES
            + " times that they were looked at: try again when they do not";

    private final Sources sources;
    private final Terms terms;
    private final LogCopies copies;

    /**
     * How a backup is made.
     *
     * @param version  of this Bulla
     * @param progress is told how far the copy of a log is
     */
    public record Terms(String version, InstantSource clock, Crypto crypto, LogCheck.Progress progress) {}

    public Backup(Sources sources, Terms terms) {
        this.sources = sources;
        this.terms = terms;
        this.copies = new LogCopies(sources, terms.crypto(), terms.progress());
    }

    /**
     * Makes the backup in a folder that is not there yet. If this fails, nothing is left.
     *
     * @throws CheckFailedException if a log cannot be read
     */
    public About make(Path to)
            throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                    InterruptedException {
        var place = to.toAbsolutePath().normalize();
        expectRoom(place);
        var staging = new PrivateFolder(place.resolveSibling(place.getFileName() + ".making"));
        var above = Objects.requireNonNull(place.getParent(), "a backup is in some folder");
        Files.createDirectories(above);
        try {
            staging.make();
        } catch (FileAlreadyExistsException e) {
            throw new BackupRefusedException(
                    staging.path() + ": another backup is being made there, or was interrupted: then delete it", e);
        }
        try {
            var about = fill(new BackupFolder(staging.path())); // (1)
            new Sums(new BackupFolder(staging.path())).write(); // (2)
            staging.sync();
            Files.move(staging.path(), place, StandardCopyOption.ATOMIC_MOVE); // (3)
            PrivateFolder.syncNames(above);
            return about;
        } catch (IOException
                | BackupRefusedException
                | CheckFailedException
                | CopyRefusedException
                | InterruptedException
                | RuntimeException e) {
            clearAfter(staging, e);
            throw e;
        }
    }

    private void expectRoom(Path place) throws BackupRefusedException {
        if (!Files.isDirectory(sources.data().path())) {
            throw new BackupRefusedException("there is no data folder "
                    + sources.data().path() + ": say where it is with --data, or with --config");
        }
        if (Files.exists(sources.data().unfinishedRestore())) {
            throw new BackupRefusedException(sources.data().path()
                    + ": is what a restore left that did not come to its end; there is nothing in it to back up");
        }
        if (Files.exists(place)) {
            throw new BackupRefusedException(place + ": is there already; each backup has a folder of its own");
        }
        if (place.startsWith(sources.data().path().toAbsolutePath().normalize())) {
            throw new BackupRefusedException(place + ": lies in the data folder, and would be lost with it");
        }
    }

    private static void clearAfter(PrivateFolder staging, Exception cause) {
        try {
            staging.clear();
            Files.deleteIfExists(staging.path());
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private About fill(BackupFolder folder)
            throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                    InterruptedException {
        var settled = settled(folder);
        copies.finish(folder);
        var kept = new Kept(settled.snapshot(), settled.logs(), stored());
        kept.write(new PrivateFolder(folder.path()));
        var records = sources.audit().isPresent()
                ? new AuditCopy(sources.audit().get()).into(new PrivateFolder(folder.path()))
                : 0;
        var about = about(settled, kept, records);
        new PrivateFolder(folder.path()).write(BackupFolder.ABOUT, about.json().getBytes(StandardCharsets.UTF_8));
        return about;
    }

    /** What was there at one moment. */
    private record Settled(Snapshot snapshot, List<About.LogPart> logs) {}

    private Settled settled(BackupFolder folder)
            throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                    InterruptedException {
        var promised = copies.promised();
        var obstacle = "";
        for (var i = 0; i < TRIES; i++) {
            try {
                var before = Snapshot.of(sources);
                var logs = copies.into(folder);
                var behind = behind(logs, promised);
                if (behind.isEmpty() && Snapshot.of(sources).equals(before)) {
                    return new Settled(before, logs);
                }
                obstacle = behind.orElse(CHANGED);
            } catch (NoSuchFileException e) {
                obstacle = e.getFile() + ": is missing, and belongs into the backup";
            }
            Thread.sleep(PAUSE);
        }
        throw new BackupRefusedException(obstacle);
    }

    /** What was promised before the backup began must be in it: nobody who restores it would know of the rest. */
    private static Optional<String> behind(List<About.LogPart> logs, Map<String, Long> promised) {
        return logs.stream()
                .filter(log -> log.size() < promised.getOrDefault(log.name(), 0L))
                .findFirst()
                .map(log ->
                        "the log %s has promised %d entries and published %d: its server was killed, or cannot publish. Start it, wait until all is well, and stop it in good order if it is to stand still"
                                .formatted(log.origin(), promised.get(log.name()), log.size()));
    }

    /** Names of the logs that are not in the data folder, though they are the server's own. */
    private List<String> stored() throws IOException {
        return MadeLog.all(sources.data()).stream()
                .map(MadeLog::shard)
                .filter(name -> !Files.exists(sources.data().log(name).resolve(Sources.FACTS)))
                .toList();
    }

    private About about(Settled settled, Kept kept, long records) throws IOException {
        return new About(
                terms.version(),
                terms.clock().instant(),
                sources.data().path().toAbsolutePath().normalize().toString(),
                settled.logs(),
                kept.stored(),
                kept.keys(),
                records,
                notContained(kept));
    }

    private List<String> notContained(Kept kept) throws IOException {
        var sentences = new ArrayList<String>();
        if (!sources.withKeys()) {
            sentences.add("private keys, as was asked: keep them elsewhere, without the log's it has ended");
        }
        if (sources.named().isEmpty()) {
            sentences.add("settings, and keys that lie outside of the data folder: --config names them");
        }
        kept.leftOut().forEach(key -> sentences.add(key + ": the key of a log that is not in the data folder"));
        kept.stored()
                .forEach(name -> sentences.add(
                        "log " + name + ": it lies in an object store, which keeps it; bulla log export copies it"));
        for (var remote : new RemoteLogs(sources.data()).all()) {
            sentences.add("log " + remote.url() + ": whoever runs it keeps it");
        }
        if (Files.exists(sources.data().usedTokens())) {
            sentences.add("used-tokens: an old copy would have forgotten some");
        }
        sources.strange().stream()
                .filter(name -> !kept.has(BackupFolder.DATA + name))
                .forEach(name -> sentences.add(name + ": nothing of ours, though it lies in the data folder"));
        return sentences;
    }
}
