/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.HeadVerifier;
import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.LeafIndex;
import dev.bulla.ctlog.codec.SignedTreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.ProofCheck;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;
import dev.bulla.ctlog.merkle.TreeRoot;
import dev.bulla.ctlog.watch.LogApi.ShownHead;
import java.security.Provider;
import java.util.List;
import java.util.Optional;

/** Holds what a log says now against what is known of it. What comes out is a position that was shown to be right. */
final class Verification {
    /** More entries than anybody could have put into a log, and few enough to count with. */
    private static final long LARGEST = LeafIndex.LIMIT;

    private final LogApi api;
    private final HeadVerifier key;
    private final TreeHasher hasher;

    Verification(LogApi api, HeadVerifier key, Provider provider) {
        this.api = api;
        this.key = key;
        this.hasher = new TreeHasher(provider);
    }

    /** Before the first entry of a log that is not known yet. */
    Position beginning(ShownHead shown) throws UnreadableException, MisbehaviourException, InterruptedException {
        var nothing = new Position(signed(Optional.empty(), shown), RightEdge.EMPTY);
        return behind(nothing, List.of(), shown);
    }

    /** Behind the last entry that a log has now. */
    Position end(ShownHead shown) throws UnreadableException, MisbehaviourException, InterruptedException {
        var head = signed(Optional.empty(), shown);
        var edge = api.edge(head.head());
        if (!edge.root(hasher).equals(head.head().root())) {
            throw new MisbehaviourException(
                    new Misbehaviour(Fault.OTHER_ENTRIES, Optional.empty(), Optional.of(head), shown.served()));
        }
        return new Position(head, edge);
    }

    /** The same place under the head that the log shows now. */
    Position under(Position kept, ShownHead shown)
            throws UnreadableException, MisbehaviourException, InterruptedException {
        var before = Optional.of(kept.head());
        var head = signed(before, shown);
        var fault = HeadJudge.judge(kept.head().head(), head.head());
        if (fault.isEmpty() && !continues(Position.tree(kept.head()), head)) {
            fault = Optional.of(Fault.NOT_CONSISTENT);
        }
        if (fault.isPresent()) {
            throw new MisbehaviourException(new Misbehaviour(fault.get(), before, Optional.of(head), shown.served()));
        }
        return kept.under(head);
    }

    /** The place behind entries with these hashes, if they stand under the head. */
    Position behind(Position kept, List<Hash> leaves, ShownHead shown)
            throws UnreadableException, MisbehaviourException, InterruptedException {
        var edge = kept.edge().with(leaves, hasher);
        if (continues(new TreeRoot(edge.size(), edge.root(hasher)), kept.head())) {
            return kept.upTo(edge);
        }
        throw new MisbehaviourException(
                new Misbehaviour(Fault.OTHER_ENTRIES, Optional.of(kept.head()), shown.head(), shown.served()));
    }

    private SignedTreeHead signed(Optional<SignedTreeHead> kept, ShownHead shown)
            throws UnreadableException, MisbehaviourException {
        var head = shown.head()
                .filter(it -> key.verifies(it.head(), it.signature()))
                .orElseThrow(() -> new MisbehaviourException(
                        new Misbehaviour(Fault.NOT_SIGNED, kept, shown.head(), shown.served())));
        if (head.head().size() > LARGEST) {
            throw new UnreadableException("a log of " + head.head().size() + " entries cannot be followed");
        }
        return head;
    }

    private boolean continues(TreeRoot before, SignedTreeHead head) throws UnreadableException, InterruptedException {
        var tree = Position.tree(head);
        return before.equals(tree)
                || new ProofCheck(hasher).consistent(before, tree, api.consistency(before.size(), head.head()));
    }
}
