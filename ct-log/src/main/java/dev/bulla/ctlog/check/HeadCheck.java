/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.Checkpoint;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.Note;
import dev.bulla.ctlog.codec.SignedTreeHead;

/** Reads checkpoints of one log, and believes them if the log signed them. */
public final class HeadCheck {
    private final AuditPlan.ExpectedLog log;

    public HeadCheck(AuditPlan.ExpectedLog log) {
        this.log = log;
    }

    /** The head that a checkpoint states, or {@link MalformedException}. */
    public LogHead verified(Bytes checkpoint) {
        var note = Note.parse(checkpoint);
        var origin = Checkpoint.parse(note.text()).origin();
        if (log.origin().filter(expected -> !expected.equals(origin)).isPresent()) {
            throw new MalformedException("its origin is not that of the log");
        }
        var signed = SignedTreeHead.of(note, origin, log.key().logId());
        if (!log.key().verifies(signed.head(), signed.signature())) {
            throw new MalformedException("its signature does not hold");
        }
        return new LogHead(origin, signed.head());
    }
}
