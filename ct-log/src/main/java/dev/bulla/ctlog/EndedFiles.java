/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import dev.bulla.ctlog.store.local.FrozenFiles;
import dev.bulla.ctlog.store.local.LogFolder;
import java.io.IOException;
import java.security.Provider;

/** The files of one log that has ended. They are written to only to make up for what is missing of its end. */
interface EndedFiles extends AutoCloseable {

    /** Whether the log that the settings name has ended. */
    static boolean areThere(Disk disk, LogSettings settings, Provider provider)
            throws IOException, OpenRefusedException {
        return settings.store().isPresent()
                ? EndedCloudFiles.areThere(settings, new TreeHasher(provider))
                : FrozenFiles.isFrozen(disk, new LogFolder(settings.folder()));
    }

    static EndedFiles open(Disk disk, LogSettings settings, Provider provider)
            throws IOException, OpenRefusedException {
        return settings.store().isPresent()
                ? EndedCloudFiles.open(disk, settings, provider)
                : EndedLocalFiles.open(disk, settings, provider);
    }

    LogFacts facts();

    Base base();

    Objects objects();

    /** The checkpoint with which the log has ended: signed, and of the tree that the files have. */
    Bytes last() throws IOException, OpenRefusedException;

    /** Deletes the journal: nothing of it is needed any more. */
    void forgetJournal() throws IOException;

    @Override
    void close() throws IOException;
}
