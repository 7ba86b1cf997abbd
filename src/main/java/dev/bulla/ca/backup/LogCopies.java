/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.backup;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.data.MadeLog;
import dev.bulla.ctlog.CheckFailedException;
import dev.bulla.ctlog.CopyRefusedException;
import dev.bulla.ctlog.LogCheck;
import dev.bulla.ctlog.LogExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copies of all logs of a data folder in a backup. Made again, they have what came meanwhile. */
record LogCopies(Sources sources, Crypto crypto, LogCheck.Progress progress) {
    private static final String CHECKPOINT = "checkpoint";
    private static final int THREADS = 4;

    /** The line of a checkpoint that names the root of its tree. */
    private static final int ROOT_AT = 2;

    /** Copies every log up to the checkpoint that it shows now. Throws {@link NoSuchFileException} for one that shows none yet. */
    List<About.LogPart> into(BackupFolder folder)
            throws IOException, CheckFailedException, CopyRefusedException, InterruptedException {
        var export = export();
        var names = sources.logs();
        var parts = new ArrayList<About.LogPart>();
        for (var log : MadeLog.all(sources.data())) {
            if (names.contains(log.shard())) {
                expectCheckpoint(sources.data().log(log.shard()).resolve(CHECKPOINT));
                var copied = export.export(sources.data().log(log.shard()), folder.log(log.shard()));
                parts.add(part(log, copied, folder));
            }
        }
        return parts;
    }

    private LogExport export() {
        return new LogExport(crypto.provider(), new LogExport.Options(Optional.empty(), THREADS, progress));
    }

    /** How many entries each log has promised, published or not. */
    Map<String, Long> promised() throws IOException {
        var promised = new HashMap<String, Long>();
        for (var name : sources.logs()) {
            promised.put(name, export().promised(sources.data().log(name)));
        }
        return promised;
    }

    private static void expectCheckpoint(Path file) throws NoSuchFileException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    private About.LogPart part(MadeLog log, LogExport.Copied copied, BackupFolder folder) throws IOException {
        return new About.LogPart(
                log.shard(),
                copied.origin(),
                log.key(),
                copied.log().toString(),
                copied.size(),
                copied.time(),
                Files.readAllLines(folder.log(log.shard()).resolve(CHECKPOINT)).get(ROOT_AT),
                log.ended().isPresent());
    }

    /** Takes away what only exports need. */
    void finish(BackupFolder folder) throws IOException {
        for (var name : sources.logs()) {
            Files.deleteIfExists(folder.log(name).resolve("lock"));
            Files.deleteIfExists(folder.log(name).resolve("lock.holder"));
        }
    }
}
