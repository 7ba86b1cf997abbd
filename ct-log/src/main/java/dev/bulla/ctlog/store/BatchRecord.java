/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;
import java.util.List;

/**
 * A step of the log: entries that came in together, or none where only the time went on.
 *
 * @param epoch     how often the log had been opened when this was written
 * @param sequence  its number, without gaps from 1 on
 * @param previous  hash of the record before it; zeros for the first
 * @param firstSize how many entries the log had before
 * @param timestamp milliseconds since the epoch, later than that of any record before
 * @param root      root of the tree with these entries
 * @param entries   as a data tile holds them
 */
public record BatchRecord(
        long epoch, long sequence, Hash previous, long firstSize, long timestamp, Hash root, List<Bytes> entries) {

    public BatchRecord {
        entries = List.copyOf(entries);
    }

    public long sizeAfter() {
        return firstSize + entries.size();
    }
}
