/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;

/** Who wants to know how the log fares. A port: metrics and alarms stand behind it. Must be quick; what it throws is dropped. */
public interface SequencerEvents {

    /** A batch is durable and visible. */
    void committed(int entries, Timing timing);

    /** Nothing is taken in any more, for this reason. */
    void stopped(Trouble why, String detail);

    /** This is over. Entries are taken in again if nothing else is wrong. */
    void resumed(Trouble wasWhy);

    /** An entry is in the log, and nobody waits for its promise any more. */
    void orphaned(Place place);

    /** Tiles and checkpoint could not be written. It is tried again; nothing is lost, because the journal has it all. */
    void exportFailed(String detail);

    /** The published files hold the log up to this size. */
    void exported(long size);

    /**
     * Where the time of a batch went.
     *
     * @param waited  for a millisecond later than the last one
     * @param build   encoding and hashing
     * @param check   the same computed again
     * @param durable writing and syncing
     * @param publish showing it to the readers, and telling the submitters
     */
    record Timing(Duration waited, Duration build, Duration check, Duration durable, Duration publish) {}
}
