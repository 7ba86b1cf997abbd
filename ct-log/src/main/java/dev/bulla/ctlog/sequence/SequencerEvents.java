/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import java.time.Duration;

/** Who wants to know how the log fares. A port: metrics and alarms stand behind it. Must be quick, and must not throw. */
public interface SequencerEvents {

    /** A batch is durable and visible. */
    void committed(int entries, Timing timing);

    /** Nothing is taken in any more, for this reason. */
    void stopped(Trouble why, String detail);

    /** What had stopped the log is over. */
    void resumed(Trouble wasWhy);

    /** Tiles and checkpoint could not be written. It is tried again; nothing is lost, because the journal has it all. */
    void exportFailed(String detail);

    /** The published files hold the log up to this size. */
    void exported(long size);

    /**
     * Where the time of a batch went.
     *
     * @param build   encoding and hashing
     * @param check   the same computed again
     * @param durable writing and syncing
     */
    record Timing(Duration build, Duration check, Duration durable) {}
}
