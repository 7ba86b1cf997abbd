/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.backup.RestorePlan.End;
import dev.bulla.ca.backup.RestorePlan.Fate;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.AskedLog;
import dev.bulla.ca.data.AuditNotes;
import dev.bulla.ca.data.CutOffLog;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ca.data.RotationTerms;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import dev.bulla.ctlog.LogCheck;
import dev.bulla.ctlog.LogImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a data folder of a backup.
 *
 * <pre>
 *   (1) every byte of the backup, and what anchors remember of its logs, is looked at
 *   (2) a mark in the data folder: no server takes it from here on
 *   (3) keys, trust material, audit trail; the logs, each of which is verified from its checkpoint down
 *   (4) every log is checked as it lies there
 *   (5) a log that must not go on is cut off, and another is asked for
 *   (6) the mark is taken away
 * </pre>
 * What fails before (6) leaves the folder as it was. Power lost leaves the mark.
 */
public final class Restore {
    private static final String LOST_AND_FOUND = "lost+found";

    private final Terms terms;
    private final BackupFolder folder;

    /**
     * How a backup is restored.
     *
     * @param data       the folder to make, which is empty or not there
     * @param anchor     folder that remembers how large logs were
     * @param password   of the logs' keys, where they are encrypted
     * @param who        restores it, for the audit trail
     * @param progress   is told how far the check and the copy of a log are
     */
    public record Terms(
            DataFolder data,
            Path anchor,
            Unanchored unanchored,
            String password,
            String who,
            InstantSource clock,
            Crypto crypto,
            LogCheck.Progress progress) {

        /** Leaves out the password. */
        @Override
        public String toString() {
            return "restore to " + data + " by " + who;
        }
    }

    /**
     * What was restored.
     *
     * @param cutOff names of the logs that have ended with it
     * @param asked  whether another log follows, which the server makes when it starts
     */
    public record Restored(About about, List<String> cutOff, boolean asked) {}

    public Restore(Path backup, Terms terms) {
        this.folder = new BackupFolder(backup.toAbsolutePath().normalize());
        this.terms = terms;
    }

    /**
     * Makes the data folder.
     *
     * @throws CheckFailedException if the backup cannot be read, which says nothing about it
     * @throws CopyRefusedException if a log in it is damaged
     */
    public Restored run()
            throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                    InterruptedException {
        new Sums(folder).verify(); // (1)
        var about = About.in(folder);
        var keys = new LogKeys(folder, terms.password(), terms.crypto(), terms.progress());
        var plan = new RestorePlan.Looking(folder, about, terms.anchor(), terms.unanchored(), keys).plan();
        expectEmpty();
        var isNew = !Files.exists(data());
        Files.createDirectories(data());
        try {
            mark(); // (2)
            restoreFiles(); // (3)
            for (var fate : plan.logs()) {
                restoreLog(fate, keys);
                check(fate, keys); // (4)
            }
            var restored = new Restored(about, cutOff(plan), askForAnother(plan)); // (5)
            note(restored);
            new PrivateFolder(data()).sync();
            Files.delete(terms.data().unfinishedRestore()); // (6)
            PrivateFolder.syncNames(data());
            return restored;
        } catch (IOException
                | BackupRefusedException
                | CheckFailedException
                | CopyRefusedException
                | InterruptedException
                | RuntimeException e) {
            clearAfter(isNew, e);
            throw e;
        }
    }

    private Path data() {
        return terms.data().path();
    }

    private void expectEmpty() throws IOException, BackupRefusedException {
        if (!Files.exists(data())) {
            return;
        }
        if (Files.exists(terms.data().unfinishedRestore())) {
            throw new BackupRefusedException(
                    data()
                            + ": holds what a restore left that did not come to its end: delete all that is in it, and restore again");
        }
        try (var found = Files.list(data())) {
            var first = found.filter(path -> !path.endsWith(LOST_AND_FOUND)).findFirst();
            if (first.isPresent()) {
                throw new BackupRefusedException(
                        "%s: is there already; a backup is restored to an empty folder, or one that is not there"
                                .formatted(first.get()));
            }
        }
    }

    private void mark() throws IOException {
        new PrivateFolder(data())
                .write(String.valueOf(terms.data().unfinishedRestore().getFileName()), new byte[0]);
        PrivateFolder.syncNames(data());
    }

    private void clearAfter(boolean isNew, Exception cause) {
        try {
            try (var found = Files.list(data())) {
                for (var path : found.filter(it -> !it.endsWith(LOST_AND_FOUND)).toList()) {
                    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        new PrivateFolder(path).clear();
                    }
                    Files.delete(path);
                }
            }
            if (isNew) {
                Files.deleteIfExists(data());
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Keys are for their owner alone, whatever became of the backup's modes on its way. */
    private void restoreFiles() throws IOException {
        if (!Files.isDirectory(folder.data())) {
            return;
        }
        try (var files = Files.walk(folder.data())) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = folder.data().relativize(file);
                if (name.startsWith("public") || name.startsWith("tuf")) {
                    restorePublic(file, data().resolve(name.toString()));
                } else {
                    try (var in = Files.newInputStream(file)) {
                        new PrivateFolder(data()).write(name.toString(), in);
                    }
                }
            }
        }
    }

    private static void restorePublic(Path from, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent(), "a file in a folder"));
        Files.write(to, Files.readAllBytes(from), StandardOpenOption.CREATE_NEW, StandardOpenOption.DSYNC);
    }

    private void restoreLog(Fate fate, LogKeys keys)
            throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                    InterruptedException {
        var log = fate.log();
        var copy = folder.log(log.name());
        var place = new LogImport.Place(log.name(), terms.data().log(log.name()), terms.anchor());
        Files.createDirectories(terms.data().logs());
        switch (fate.end()) {
            case NONE -> keys.importing(log).restore(copy, place);
            case BEFORE -> keys.importing(log).restoreEnded(copy, place, last(log));
            case CUT_OFF -> {
                keys.importing(log).restoreEnded(copy, place, Optional.empty());
                new CutOffLog(log.name(), terms.clock().instant()).write(terms.data());
            }
        }
    }

    /** One that had been cut off before ended with its copy's own checkpoint, or another; the backup has it either way. */
    private Optional<byte[]> last(About.LogPart log) throws IOException {
        var file = folder.endedLog(log.name());
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private void check(Fate fate, LogKeys keys)
            throws CheckFailedException, BackupRefusedException, InterruptedException {
        var options = new LogCheck.Options(
                Optional.of(keys.key(fate.log())), Optional.empty(), false, LogKeys.threads(), 1, terms.progress());
        var report = new LogCheck(terms.crypto().provider(), options)
                .check(terms.data().log(fate.log().name()));
        if (!report.isClean()) {
            throw new BackupRefusedException("the log was not restored as it was: %s. Is the disk sound?"
                    .formatted(report.damaged().getFirst()));
        }
    }

    private static List<String> cutOff(RestorePlan plan) {
        return plan.logs().stream()
                .filter(fate -> fate.end() == End.CUT_OFF)
                .map(fate -> fate.log().name())
                .toList();
    }

    /** Where nothing takes what is issued now any more, the server is to make another log when it starts. */
    private boolean askForAnother(RestorePlan plan) throws IOException {
        if (cutOff(plan).isEmpty()) {
            return false;
        }
        var now = terms.clock().instant();
        var ending = now.plus(RotationTerms.of(terms.data()).lifetime());
        var current = MadeLog.all(terms.data()).stream()
                .filter(log -> !log.start().isAfter(ending))
                .reduce((_, newest) -> newest);
        if (current.flatMap(MadeLog::ended).isEmpty()) {
            return false;
        }
        new AskedLog(now, true).write(terms.data());
        return true;
    }

    private void note(Restored restored) throws IOException {
        var about = restored.about();
        var sizes = about.logs().stream()
                .map(log -> log.origin() + " " + log.size())
                .collect(Collectors.joining(", "));
        var facts =
                new TreeMap<>(Map.of("by", terms.who(), "backup", about.time().toString(), "logs", sizes));
        if (!restored.cutOff().isEmpty()) {
            facts.put("cutOff", String.join(", ", restored.cutOff()));
        }
        new AuditNotes(terms.data()).leave(terms.clock().instant(), "restore", facts);
    }

    /** Names the parts of the backup that no data folder holds, under the paths that they had. */
    public List<String> elsewhere() throws IOException {
        var top = folder.path().resolve(BackupFolder.ELSEWHERE);
        if (!Files.isDirectory(top)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        try (var files = Files.walk(top)) {
            files.filter(Files::isRegularFile)
                    .map(file -> "/" + top.relativize(file))
                    .sorted()
                    .forEach(names::add);
        }
        return names;
    }
}
