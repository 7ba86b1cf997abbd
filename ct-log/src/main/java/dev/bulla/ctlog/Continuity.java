/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.sequence.Snapshot;
import dev.bulla.ctlog.store.Base;
import dev.bulla.ctlog.store.LogFacts;
import dev.bulla.ctlog.store.OpenRefusedException;
import dev.bulla.ctlog.store.local.Anchor;
import java.io.IOException;
import java.time.Instant;

/** Whether the log that is there is the one that is meant, and as old as it must be. */
final class Continuity {
    private Continuity() {}

    /** The base of a log that has nothing yet. */
    static Base empty(Instant now) {
        return new Base(0, Hash.ZERO, now.toEpochMilli(), RightEdge.EMPTY, TreeHasher.EMPTY);
    }

    /**
     * Refuses another log than the one that is meant.
     *
     * @param elsewhere where a new log could begin
     */
    static void requireSame(LogFacts known, LogFacts meant, String elsewhere) throws OpenRefusedException {
        if (!known.logId().equals(meant.logId())) {
            throw new OpenRefusedException(
                    "the log is that of key %s, and the key at hand is %s: use the log's own key, or begin a new log in %s"
                            .formatted(known.logId(), meant.logId(), elsewhere));
        }
        if (!known.origin().equals(meant.origin()) || known.leafIndex() != meant.leafIndex()) {
            throw new OpenRefusedException(
                    "the log was made with the origin %s and %s leaf index, which cannot change: set it so again, or begin a new log in %s"
                            .formatted(known.origin(), known.leafIndex() ? "with a" : "without", elsewhere));
        }
    }

    /**
     * An old copy of the log would promise the same places a second time. The anchor remembers how far the log was.
     *
     * @param place where the log lies
     */
    static void requireNotOlder(Anchor anchor, LogFacts facts, Snapshot found, String place)
            throws IOException, OpenRefusedException {
        var remembered = remembered(anchor, facts);
        var head = found.head();
        if (remembered.size() > head.size()
                || (remembered.size() == head.size() && !remembered.root().equals(head.root()))
                || remembered.timestamp() > head.timestamp()) {
            throw new OpenRefusedException(
                    "the log has %d entries of %s, but its anchor remembers %d of %s: %s is an old copy. Restore the newest one; if there is none, this log has ended: begin a new one with a new key elsewhere"
                            .formatted(
                                    head.size(),
                                    Instant.ofEpochMilli(head.timestamp()),
                                    remembered.size(),
                                    Instant.ofEpochMilli(remembered.timestamp()),
                                    place));
        }
    }

    private static TreeHead remembered(Anchor anchor, LogFacts facts) throws IOException, OpenRefusedException {
        var note = anchor.read().orElse(Bytes.EMPTY);
        try {
            return SignedTreeHead.of(Note.parse(note), facts.origin(), facts.logId())
                    .head();
        } catch (MalformedException e) {
            throw new OpenRefusedException(
                    "the anchor does not hold a checkpoint of this log (" + e.getMessage() + "): restore it", e);
        }
    }
}
