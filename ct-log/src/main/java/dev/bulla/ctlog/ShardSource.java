/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where shards come from: who knows their folders and their keys. */
public interface ShardSource {

    /** Those that were made, the ones that have ended among them. */
    List<Shard> made() throws IOException, LogStartException;

    /**
     * Opens a shard, as one that has ended if it has. Makes it and its key if it is not there; one that was not made to its end is
     * made to its end, with the key that it has.
     */
    KeptLog open(Shard shard) throws IOException, LogStartException;

    /** One that no plan makes and somebody asked for, unless it is among those that were made. */
    default Optional<Shard> asked(List<Shard> made, Instant now) throws IOException {
        return Optional.empty();
    }
}
