/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.store.Base;

/**
 * The log at one moment: what a reader takes once per request, so that no answer mixes two moments.
 *
 * <p>All it tells of is durable. Entries from {@link Tail#start} on are in memory, earlier ones in tiles. Its head is not
 * signed: most heads nobody ever asks for.
 *
 * @param step the last record that it covers
 */
public record Snapshot(TreeHead head, RightEdge edge, Tail tail, Step step) {

    /** A record of the journal. */
    public record Step(long sequence, Hash record) {}

    public long size() {
        return head.size();
    }

    /** Up to where the log is derived once all that this snapshot shows is published. */
    Base base() {
        return new Base(step.sequence(), step.record(), head.timestamp(), edge, head.root());
    }
}
