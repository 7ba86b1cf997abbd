/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One log of several, for the certificates whose validity ends in a part of time.
 *
 * @param name  of its folder
 * @param start the first moment that belongs to it
 * @param end   the first moment that does not any more
 */
public record Shard(String name, Instant start, Instant end) {

    public Shard {
        if (!ShardPeriod.isName(name)) {
            throw new IllegalArgumentException("no name for a shard: " + name);
        }
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("shard %s would end at %s, before it starts".formatted(name, end));
        }
    }

    /**
     * The same, one after the other: each ends where the next one begins, at the latest. So a log that was made for years ends when
     * another follows it.
     */
    static List<Shard> inTurn(List<Shard> shards) {
        var sorted = shards.stream().sorted(Comparator.comparing(Shard::start)).toList();
        var turns = new ArrayList<Shard>();
        for (var i = 0; i < sorted.size(); i++) {
            var shard = sorted.get(i);
            turns.add(i + 1 < sorted.size() ? shard.before(sorted.get(i + 1)) : shard);
        }
        return turns;
    }

    Shard before(Shard next) {
        return end.isAfter(next.start) ? new Shard(name, start, next.start) : this;
    }

    /** Whether a certificate with this end of its validity belongs here. */
    public boolean holds(Instant notAfter) {
        return !notAfter.isBefore(start) && notAfter.isBefore(end);
    }
}
