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
import java.util.Optional;

/** What the anchor of a log that was lost still knows: a copy that is older would promise the same places a second time. */
record RememberedHead(Anchor anchor, CopiedLog log) {

    /** How much it knows, by its checkpoint alone. */
    LogImport.Standing standing() throws IOException, CopyRefusedException {
        var now = log.head().head();
        var then = read();
        return new LogImport.Standing(
                then.map(it -> isNewer(it) ? LogImport.Memory.MORE : LogImport.Memory.NO_MORE)
                        .orElse(LogImport.Memory.NOTHING),
                now.size(),
                Instant.ofEpochMilli(now.timestamp()),
                then.map(TreeHead::size).orElse(0L),
                then.map(it -> Instant.ofEpochMilli(it.timestamp())).orElse(Instant.EPOCH));
    }

    /** Whether there is one. If there is, the copy must continue it. */
    boolean isBeginningOf(LogCopy copy)
            throws IOException, CopyRefusedException, UnreadableException, DamagedSourceException,
                    InterruptedException {
        var remembered = read();
        if (remembered.isEmpty()) {
            return false;
        }
        var then = remembered.get();
        var now = log.head().head();
        if (isNewer(then)) {
            throw new CopyRefusedException(
                    "the copy has %d entries of %s, but the log's anchor remembers %d of %s: restore a newer copy. If there is none, the log has ended: serve the copy with any web server, and begin a new log with a new key"
                            .formatted(
                                    now.size(),
                                    Instant.ofEpochMilli(now.timestamp()),
                                    then.size(),
                                    Instant.ofEpochMilli(then.timestamp())));
        }
        expectBeginning(copy, then);
        return true;
    }

    /** The same of a log that is not to go on, so that the anchor may know more. As far as the copy reaches, they must agree. */
    boolean isOfOneLogWith(LogCopy copy)
            throws IOException, CopyRefusedException, UnreadableException, DamagedSourceException,
                    InterruptedException {
        var remembered = read();
        if (remembered.isPresent() && remembered.get().size() <= log.size()) {
            expectBeginning(copy, remembered.get());
        }
        return remembered.isPresent();
    }

    private static void expectBeginning(LogCopy copy, TreeHead then)
            throws CopyRefusedException, UnreadableException, DamagedSourceException, InterruptedException {
        if (!copy.continues(then)) {
            throw new CopyRefusedException(
                    "the copy does not begin with the %d entries that the log's anchor remembers: it is that of a fork"
                            .formatted(then.size()));
        }
    }

    private boolean isNewer(TreeHead then) {
        var now = log.head().head();
        return then.size() > now.size() || then.timestamp() > now.timestamp();
    }

    private Optional<TreeHead> read() throws IOException, CopyRefusedException {
        var remembered = anchor.read();
        return remembered.isPresent() ? Optional.of(head(remembered.get())) : Optional.empty();
    }

    private TreeHead head(Bytes checkpoint) throws CopyRefusedException {
        try {
            return log.verified(checkpoint).head();
        } catch (MalformedException e) {
            throw new CopyRefusedException("the anchor does not hold a checkpoint of this log: " + e.getMessage(), e);
        }
    }
}
