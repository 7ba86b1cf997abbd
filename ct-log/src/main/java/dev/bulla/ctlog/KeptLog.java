/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.IOException;

/** A log that this process keeps: one that takes entries, or one that has ended. */
public sealed interface KeptLog extends AutoCloseable permits CertificateLog, FrozenLog {

    /** The key with which everything that this log says can be verified. */
    LogKey key();

    LogSettings.Facts facts();

    /** Answers a reader of the log: the pages of static-ct, and the reading half of RFC 6962. */
    ReadAnswer read(ReadRequest asked);

    /**
     * Finds entries by whom they speak for.
     *
     * @throws SearchUnavailableException if the index is being made, or entries cannot be read
     */
    FoundEntries search(IdentityQuery query);

    LogStatus status();

    @Override
    void close() throws IOException;
}
