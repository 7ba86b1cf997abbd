/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which shards there are to be, and until when they take entries.
 *
 * @param ahead  how long before its start a shard is made, so that verifiers learn its key in time; half of its period is the
 *               most
 * @param freeze how long after its end a shard takes entries that were late
 */
public record ShardPlan(ShardPeriod period, Duration ahead, Duration freeze) {

    public ShardPlan {
        if (ahead.isNegative() || freeze.isNegative()) {
            throw new IllegalArgumentException("a shard is made before it starts and frozen after it ends");
        }
    }

    /**
     * The shard to make now, if there is one. Those that are made keep their windows, whatever the period was then, and the next
     * one begins where they end; nothing is made for a time that went by without a log.
     */
    public Optional<Shard> due(List<Shard> made, Instant now) {
        var last = made.stream().map(Shard::end).max(Comparator.naturalOrder());
        if (last.isEmpty()) {
            return Optional.of(period.at(now));
        }
        if (period == ShardPeriod.NONE) {
            return Optional.empty();
        }
        var begin = last.get().isAfter(now) ? last.get() : now;
        var next = period.at(begin);
        var start = next.start().isAfter(last.get()) ? next.start() : last.get();
        return now.isBefore(start.minus(lead(next)))
                ? Optional.empty()
                : Optional.of(new Shard(next.name(), start, next.end()));
    }

    private Duration lead(Shard shard) {
        var half = Duration.between(shard.start(), shard.end()).dividedBy(2);
        return ahead.compareTo(half) < 0 ? ahead : half;
    }

    /** From when on a shard takes nothing any more. */
    public Instant frozenFrom(Shard shard) {
        return shard.end().plus(freeze);
    }
}
