/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.merkle.Hash;
import dev.bulla.ctlog.merkle.RightEdge;
import dev.bulla.ctlog.merkle.TreeHasher;

/**
 * Up to where everything is derived and durable: whoever opens the log reads the journal from here on.
 *
 * @param sequence number of the last record that is covered, 0 for none
 * @param record   hash of that record, zeros for none
 * @param timestamp of that record, 0 for none
 * @param edge     right edge of the tree after it
 * @param root     root of that tree
 */
public record Base(long sequence, Hash record, long timestamp, RightEdge edge, Hash root) {

    /** Where a log begins that has nothing yet. */
    public static final Base EMPTY = new Base(0, Hash.ZERO, 0, RightEdge.EMPTY, TreeHasher.EMPTY);

    public long size() {
        return edge.size();
    }
}
