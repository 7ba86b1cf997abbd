/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.OutcomeUnknownException;
import java.time.Duration;

/**
 * The right to write to a log, which is being renewed.
 *
 * @param between two records at least
 */
record Holding(StoreClient client, HeadCell cell, Beat beat, Duration between) {

    /** Lets the log end. */
    void end(Bytes checkpoint) throws OutcomeUnknownException, StoreException {
        beat.close();
        cell.end(checkpoint);
    }

    /** Gives it back, so that nobody has to wait for the lease to end. Where that fails, they wait. */
    void release() {
        beat.close();
        try {
            cell.release();
        } catch (StoreException | OutcomeUnknownException _) {
            return;
        }
    }
}
