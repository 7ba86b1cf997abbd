/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.sequence.Exporter;
import dev.bulla.ctlog.sequence.HeadSigner;
import dev.bulla.ctlog.sequence.Recovery;
import dev.bulla.ctlog.store.Journal;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.Objects;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Disk;
import java.io.IOException;
import java.security.Provider;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The files of one log, which this process alone may write to, and the log as they tell it.
 *
 * <p>A start goes on from what it can prove and from nothing else. What it cannot explain it refuses, with the words of
 * whoever found it.
 */
interface LogFiles extends AutoCloseable {

    /**
     * What a start brings along.
     *
     * @param news hears what it waits for
     */
    record Start(HeadSigner signer, Provider provider, Instant now, Consumer<String> news) {}

    static LogFiles open(Disk disk, LogSettings settings, LogFacts facts, Start start)
            throws IOException, OpenRefusedException {
        return settings.store().isPresent()
                ? CloudFiles.open(disk, settings, facts, start)
                : LocalFiles.open(disk, settings, facts, start);
    }

    Objects objects();

    Journal journal();

    Recovery recovery();

    long epoch();

    Exporter.Ports ports();

    /** Whether the anchor would be lost with the log. */
    boolean isAnchorNear();

    /** Bytes that may still be written to the disk that the log needs, asked for while it runs. */
    long free();

    /**
     * Lets the log end with what it has. All of it must be published, and nothing else may write to these files any more. They
     * are still to be released.
     */
    void end() throws IOException, OpenRefusedException;

    /** Lets others have the log. What is published can be read here until these files are closed. */
    void release() throws IOException;

    /** Releases them, too. */
    @Override
    void close() throws IOException;
}
