/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FactsFile;
import dev.bulla.ctlog.store.local.FolderLock;
import dev.bulla.ctlog.store.local.FrozenFiles;
import dev.bulla.ctlog.store.local.LogFolder;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;

/** A log that has ended, in a folder of this machine, which is locked for this process. */
record EndedLocalFiles(FolderLock lock, LogFacts facts, FrozenFiles files) implements EndedFiles {
    private static final Duration PATIENCE_WITH_HOLDER = Duration.ofSeconds(10);

    static EndedLocalFiles open(Disk disk, LogSettings settings, Provider provider)
            throws IOException, OpenRefusedException {
        var folder = new LogFolder(settings.folder());
        var lock = FolderLock.take(disk, folder, PATIENCE_WITH_HOLDER);
        try {
            var facts = new FactsFile(disk, folder)
                    .read()
                    .orElseThrow(() -> new OpenRefusedException(settings.where() + ": there is no log of ours"));
            return new EndedLocalFiles(lock, facts, FrozenFiles.of(disk, folder, FinalHeads.reader(facts, provider)));
        } catch (IOException | OpenRefusedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public Base base() {
        return files.base();
    }

    @Override
    public Objects objects() {
        return files.objects();
    }

    @Override
    public Bytes last() throws IOException, OpenRefusedException {
        return files.last();
    }

    @Override
    public void forgetJournal() throws IOException {
        files.forgetJournal();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
