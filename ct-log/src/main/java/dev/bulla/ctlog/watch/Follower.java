/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.HeadVerifier;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.io.IOException;
import java.security.Provider;
import java.util.Optional;

/** Follows one log. For one thread. */
public final class Follower implements AutoCloseable {
    /** After so many entries the place is kept: few enough to do again, and many enough not to wait for the disk. */
    private static final int STEP = 1 << 14;

    private final LogApi api;
    private final Keeping keeping;
    private final Judging judging;
    private final EntryReading reading;
    private final TreeHasher hasher;
    private Optional<Position> position;

    /** Where all is kept that must outlive a restart. */
    public record Keeping(PlaceFile place, EvidenceFolder evidence) {}

    /**
     * How a log is judged.
     *
     * @param patience is asked for before a fault that may not be the log's own is looked for again
     */
    public record Judging(HeadVerifier key, Patience patience, Provider provider) {}

    /** Waits. */
    @FunctionalInterface
    public interface Patience {
        /** @param attempt how many there were */
        void await(int attempt) throws InterruptedException;
    }

    private Follower(LogApi api, Keeping keeping, Judging judging, EntryReading reading) throws IOException {
        this.api = api;
        this.keeping = keeping;
        this.judging = judging;
        this.reading = reading;
        this.hasher = new TreeHasher(judging.provider());
        this.position = keeping.place().read();
    }
}
