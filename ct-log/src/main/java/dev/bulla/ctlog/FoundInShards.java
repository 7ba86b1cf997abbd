/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a search over shards has found, the newest entry of the newest shard first.
 *
 * @param next where to go on for older ones; nothing if there are no more
 * @param size how many entries the shards had that were searched
 */
public record FoundInShards(List<Found> found, Optional<Next> next, long size) {
    public FoundInShards {
        found = List.copyOf(found);
    }

    /** An entry, and the shard that it is in. */
    public record Found(String shard, FoundEntry entry) {}

    /**
     * A place to go on at.
     *
     * @param before an index in that shard; nothing for all of it
     */
    public record Next(String shard, OptionalLong before) {}
}
