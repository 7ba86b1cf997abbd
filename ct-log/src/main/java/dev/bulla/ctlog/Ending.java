/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.MalformedException;
import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.copy.CopiedFacts;
import dev.bulla.ctlog.copy.RestoredFolder.Said;
import java.util.Optional;

/**
 * Whether a log that is made of a copy goes on, or has ended.
 *
 * @param last the checkpoint with which it did, if that is another than the copy's
 */
record Ending(boolean hasEnded, Optional<Bytes> last) {
    static final Ending NONE = new Ending(false, Optional.empty());

    static Ending with(Optional<Bytes> last) {
        return new Ending(true, last);
    }

    /** What the log will say of itself. */
    Said said(CopiedLog log, CopiedFacts facts) throws CopyRefusedException {
        if (!hasEnded) {
            return new Said(facts, log.head().head(), log.checkpoint(), Optional.empty());
        }
        var end = last.orElse(log.checkpoint());
        return new Said(facts, head(log, end), log.checkpoint(), Optional.of(end));
    }

    /** A log ends with the tree that it shows, perhaps signed once more. */
    private static TreeHead head(CopiedLog log, Bytes last) throws CopyRefusedException {
        try {
            var head = log.verified(last).head();
            var shown = log.head().head();
            if (head.size() == shown.size() && head.root().equals(shown.root())) {
                return head;
            }
            throw new CopyRefusedException("the log ended with %d entries, and the copy has %d, or others"
                    .formatted(head.size(), shown.size()));
        } catch (MalformedException e) {
            throw new CopyRefusedException(
                    "the checkpoint with which the log ended is not one of this log: " + e.getMessage(), e);
        }
    }
}
