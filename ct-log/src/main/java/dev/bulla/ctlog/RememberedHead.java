/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.copy.DamagedSourceException;
import dev.bulla.ctlog.copy.LogCopy;
import dev.bulla.ctlog.store.local.Anchor;
import java.io.IOException;
import java.time.Instant;

/** What the anchor of a log that was lost still knows: a copy that is older would promise the same places a second time. */
record RememberedHead(Anchor anchor, CopiedLog log) {

    /** Whether there is one. If there is, the copy must continue it. */
    boolean isBeginningOf(LogCopy copy)
            throws IOException, CopyRefusedException, UnreadableException, DamagedSourceException,
                    InterruptedException {
        var remembered = anchor.read();
        if (remembered.isEmpty()) {
            return false;
        }
        var then = head(remembered.get());
        var now = log.head().head();
        if (then.size() > now.size() || then.timestamp() > now.timestamp()) {
            throw new CopyRefusedException(
                    "the copy has %d entries of %s, but the log's anchor remembers %d of %s: restore a newer copy. If there is none, the log has ended: serve the copy with any web server, and begin a new log with a new key"
                            .formatted(
                                    now.size(),
                                    Instant.ofEpochMilli(now.timestamp()),
                                    then.size(),
                                    Instant.ofEpochMilli(then.timestamp())));
        }
        if (!copy.continues(then)) {
            throw new CopyRefusedException(
                    "the copy does not begin with the %d entries that the log's anchor remembers: it is that of a fork"
                            .formatted(then.size()));
        }
        return true;
    }

    private TreeHead head(Bytes checkpoint) throws CopyRefusedException {
        try {
            return log.verified(checkpoint).head();
        } catch (MalformedException e) {
            throw new CopyRefusedException("the anchor does not hold a checkpoint of this log: " + e.getMessage(), e);
        }
    }
}
