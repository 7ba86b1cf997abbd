/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeRoot;
import java.util.Optional;

/**
 * How far a log was followed. The tree with this edge is the beginning of the tree under the head: that was shown before
 * there was this position.
 *
 * @param head  the latest head that was verified
 * @param edge  of the tree of all entries that were told
 * @param fault what the log did that it cannot undo
 */
public record Position(SignedTreeHead head, RightEdge edge, Optional<Misbehaviour> fault) {

    Position(SignedTreeHead head, RightEdge edge) {
        this(head, edge, Optional.empty());
    }

    /** How many entries were told, which is the place of the next one. */
    public long next() {
        return edge.size();
    }

    Position under(SignedTreeHead later) {
        return new Position(later, edge);
    }

    Position upTo(RightEdge further) {
        return new Position(head, further);
    }

    Position with(Misbehaviour lasting) {
        return new Position(head, edge, Optional.of(lasting));
    }

    static TreeRoot tree(SignedTreeHead signed) {
        return new TreeRoot(signed.head().size(), signed.head().root());
    }
}
