/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.backup.About.LogPart;
import dev.bulla.ca.data.DataFolder;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import dev.bulla.ctlog.LogImport;
import dev.bulla.ctlog.LogImport.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is made of the logs of a backup, decided before anything is written.
 *
 * @param logs each with what becomes of it
 */
record RestorePlan(List<Fate> logs) {
    RestorePlan {
        logs = List.copyOf(logs);
    }

    /** What becomes of a log. */
    enum End {
        /** It goes on. */
        NONE,
        /** It had ended before. */
        BEFORE,
        /** It would promise places a second time, or may: it is cut off. */
        CUT_OFF
    }

    record Fate(LogPart log, End end) {}

    /** Tells the copies of logs from what anchors remember. */
    record Looking(BackupFolder folder, About about, Path anchor, Unanchored unanchored, LogKeys keys) {

        RestorePlan plan()
                throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                        InterruptedException {
            refuseLaterLogs();
            var fates = new ArrayList<Fate>();
            for (var log : about.logs()) {
                fates.add(new Fate(log, end(log)));
            }
            return new RestorePlan(fates);
        }

        private End end(LogPart log)
                throws IOException, BackupRefusedException, CheckFailedException, CopyRefusedException,
                        InterruptedException {
            var place = new LogImport.Place(log.name(), folder.log(log.name()), anchor);
            var standing = keys.importing(log).standing(folder.log(log.name()), place);
            if (log.ended()) {
                expectAllOf(log, standing);
                return End.BEFORE;
            }
            return switch (standing.memory()) {
                case NO_MORE -> End.NONE;
                case MORE -> cutOff(log, older(log, standing));
                case NOTHING -> unanchored == Unanchored.NEWEST ? End.NONE : cutOff(log, unremembered(log));
            };
        }

        private End cutOff(LogPart log, String why) throws BackupRefusedException {
            if (unanchored == Unanchored.ENDED) {
                return End.CUT_OFF;
            }
            throw new BackupRefusedException(log.origin() + why);
        }

        private String older(LogPart log, LogImport.Standing standing) {
            return (": the backup has %d entries of %s, and the anchor %s remembers %d of %s. The log must not go on from the backup:"
                            + " it would promise places a second time, and nobody could trust it again. Restore a newer backup. If there"
                            + " is none, --end-log restores the log as one that has ended, to be read and verified for ever, and has"
                            + " another with a new key follow it; what is lost is then lost, and nothing that is promised is"
                            + " contradicted")
                    .formatted(
                            standing.size(),
                            standing.time(),
                            anchor.resolve(log.name()),
                            standing.remembered(),
                            standing.until());
        }

        private String unremembered(LogPart log) {
            return (": there is no anchor %s, so nobody here knows whether the log took anything after the backup of %s. If it did, it"
                            + " must not go on from the backup. Put the anchor there, or name its folder with --log-anchor; if the"
                            + " server was stopped before the backup, or never ran after it, say --newest; otherwise --end-log restores"
                            + " the log as one that has ended, and has another with a new key follow it")
                    .formatted(anchor.resolve(log.name()), about.time());
        }

        private void expectAllOf(LogPart log, LogImport.Standing standing) throws BackupRefusedException {
            var isShort = standing.memory() != Memory.NOTHING && standing.remembered() > standing.size();
            if (isShort && !new DataFolder(folder.data()).isCutOff(log.name())) {
                throw new BackupRefusedException(
                        "%s: the backup says that the log has ended with %d entries, and the anchor %s remembers %d: one of them is wrong"
                                .formatted(
                                        log.origin(),
                                        standing.size(),
                                        anchor.resolve(log.name()),
                                        standing.remembered()));
            }
        }

        /** A log that was made after the backup is not in it, and neither is its key. */
        private void refuseLaterLogs() throws IOException, BackupRefusedException {
            if (!Files.isDirectory(anchor)) {
                return;
            }
            try (var found = Files.list(anchor)) {
                var later = found.map(path -> String.valueOf(path.getFileName()))
                        .filter(DataFolder::isShard)
                        .filter(name -> !about.stored().contains(name))
                        .filter(name -> about.logs().stream()
                                .noneMatch(log -> log.name().equals(name)))
                        .sorted()
                        .findFirst();
                if (later.isPresent()) {
                    throw new BackupRefusedException(
                            "%s remembers a log that is not in the backup, because it was made after it or had ended and was moved elsewhere. Restore a newer backup; if there is none, move that file away and keep it: what the log promised can be verified with its public key and is nowhere to be read"
                                    .formatted(anchor.resolve(later.get())));
                }
            }
        }
    }
}
