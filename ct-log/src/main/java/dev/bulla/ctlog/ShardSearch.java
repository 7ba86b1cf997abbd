/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Looks for entries in one shard after the other, until there are enough.
 *
 * @param newestFirst all shards that there are
 */
public record ShardSearch(List<Place> newestFirst) {
    public ShardSearch {
        newestFirst = List.copyOf(newestFirst);
    }

    /** A shard that can be searched. */
    public record Place(String shard, Finder finder) {}

    /** Finds entries of one shard. */
    @FunctionalInterface
    public interface Finder {
        FoundEntries find(IdentityQuery query) throws IOException;
    }

    /**
     * Finds entries.
     *
     * @param from the shard to begin with; nothing for the newest
     * @throws IllegalArgumentException if there is no such shard, or it is not clear of which one an index is
     * @throws SearchUnavailableException if a shard cannot be searched now
     */
    public FoundInShards find(IdentityQuery query, Optional<String> from) throws IOException {
        if (query.before().isPresent() && from.isEmpty() && newestFirst.size() > 1) {
            throw new IllegalArgumentException("an index means nothing without its shard: there are several");
        }
        var found = new ArrayList<FoundInShards.Found>();
        var before = query.before();
        var size = 0L;
        for (var place : places(from)) {
            var missing = query.limit() - found.size();
            if (missing == 0) {
                return new FoundInShards(found, next(place, OptionalLong.empty()), size);
            }
            var page = place.finder()
                    .find(new IdentityQuery(query.wanted(), query.since(), query.until(), before, missing));
            page.entries().forEach(entry -> found.add(new FoundInShards.Found(place.shard(), entry)));
            size += page.size();
            if (page.next().isPresent()) {
                return new FoundInShards(found, next(place, page.next()), size);
            }
            before = OptionalLong.empty();
        }
        return new FoundInShards(found, Optional.empty(), size);
    }

    private static Optional<FoundInShards.Next> next(Place place, OptionalLong before) {
        return Optional.of(new FoundInShards.Next(place.shard(), before));
    }

    private List<Place> places(Optional<String> from) {
        if (from.isEmpty()) {
            return newestFirst;
        }
        var rest = newestFirst.stream()
                .dropWhile(place -> !place.shard().equals(from.get()))
                .toList();
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("there is no shard of this name");
        }
        return rest;
    }
}
