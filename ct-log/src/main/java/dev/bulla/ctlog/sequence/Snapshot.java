/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.Base;
import java.util.function.Supplier;

/**
 * The log at one moment: what a reader takes once per request, so that no answer mixes two moments.
 *
 * <p>All it tells of is durable. Entries from {@link Tail#start} on are in memory, earlier ones in tiles.
 */
public final class Snapshot {
    private final TreeHead head;
    private final RightEdge edge;
    private final Tail tail;
    private final Step step;
    private final Supplier<SignedHead> signed;

    /** The last record that it covers. */
    record Step(long sequence, Hash record) {}

    Snapshot(TreeHead head, RightEdge edge, Tail tail, Step step, HeadSigner signer) {
        this.head = head;
        this.edge = edge;
        this.tail = tail;
        this.step = step;
        this.signed = new Once<>(() -> signer.sign(head));
    }

    public TreeHead head() {
        return head;
    }

    public long size() {
        return head.size();
    }

    public RightEdge edge() {
        return edge;
    }

    public Tail tail() {
        return tail;
    }

    /** The head with its signature, made when somebody asks first: most heads nobody ever asks for. */
    public SignedHead signed() {
        return signed.get();
    }

    Step step() {
        return step;
    }

    /** Up to where the log is derived once all that this snapshot shows is exported. */
    Base base() {
        return new Base(step.sequence(), step.record(), head.timestamp(), edge, head.root());
    }
}
