/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.IOException;
import java.util.List;

/** Where shards come from: who knows their folders and their keys. */
public interface ShardSource {

    /** Those that were made, the ones that have ended among them. */
    List<Shard> made() throws IOException, LogStartException;

    /**
     * Opens a shard, as one that has ended if it has. Makes it and its key if it is not there; one that was not made to its end is
     * made to its end, with the key that it has.
     */
    KeptLog open(Shard shard) throws IOException, LogStartException;
}
