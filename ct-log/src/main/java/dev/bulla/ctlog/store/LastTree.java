/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.codec.TilePath;
import dev.bulla.ctlog.codec.TreeHead;
import java.io.IOException;

/**
 * The tree with which a log ends. What the log has signed last must be about it, and readers must see it.
 *
 * @param base  of the log, when nothing is written any more
 * @param heads reads what the log has signed
 */
public record LastTree(Base base, Heads heads) {

    /** Reads what a log has signed. */
    @FunctionalInterface
    public interface Heads {
        /** The head that a checkpoint tells, once its signature was verified. */
        TreeHead read(Bytes checkpoint) throws OpenRefusedException;
    }

    /** The last thing that the log says. */
    public TreeHead head() {
        return new TreeHead(base.size(), base.timestamp(), base.root());
    }

    /**
     * Refuses a checkpoint that is not the log's last.
     *
     * @param where it was found
     */
    public void requireLast(String where, Bytes checkpoint) throws OpenRefusedException {
        var read = heads.read(checkpoint);
        requireTree(where, read);
        if (read.timestamp() != base.timestamp()) {
            throw new OpenRefusedException("%s: is of another time than the log's state".formatted(where));
        }
    }

    /** Refuses to end a log with a tree that readers do not see. One without entries is nobody's concern. */
    public void requireShown(Objects objects, Object place) throws IOException, OpenRefusedException {
        var shown = objects.get(TilePath.CHECKPOINT);
        if (shown.isPresent()) {
            requireTree(TilePath.CHECKPOINT, heads.read(shown.get()));
        } else if (base.size() > 0) {
            throw new OpenRefusedException(place + ": shows no checkpoint yet");
        }
    }

    private void requireTree(String where, TreeHead head) throws OpenRefusedException {
        if (head.size() != base.size() || !head.root().equals(base.root())) {
            throw new OpenRefusedException("%s: is about %d entries, and the log's state has %d, or others"
                    .formatted(where, head.size(), base.size()));
        }
    }
}
