/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.TreeHead;
import dev.bulla.ctlog.merkle.RightEdge;

/**
 * The log at one moment: what a reader takes once per request, so that no answer mixes two moments.
 *
 * <p>All it tells of is durable. Entries from {@link Tail#start} on are in memory, earlier ones in tiles.
 */
public record Snapshot(TreeHead head, RightEdge edge, Tail tail) {

    public long size() {
        return head.size();
    }
}
