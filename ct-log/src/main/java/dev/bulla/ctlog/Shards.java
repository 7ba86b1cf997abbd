/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.ShardedLog.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The shards that are open, as they are at one moment.
 *
 * @param all     the oldest first; no two have a moment in common
 * @param changed when they became so
 */
record Shards(List<Open> all, Instant changed) {
    Shards {
        all = List.copyOf(all);
    }

    /** The same with one more, or with another one of that name. */
    Shards with(Open open, Instant now) {
        var next = new ArrayList<>(all);
        next.removeIf(it -> it.shard().name().equals(open.shard().name()));
        next.add(open);
        next.sort(Comparator.comparing(it -> it.shard().start()));
        return new Shards(inTurn(next), now);
    }

    private static List<Open> inTurn(List<Open> sorted) {
        var turns = Shard.inTurn(sorted.stream().map(Open::shard).toList());
        return IntStream.range(0, sorted.size())
                .mapToObj(i -> sorted.get(i).of(turns.get(i)))
                .toList();
    }

    List<Shard> windows() {
        return all.stream().map(Open::shard).toList();
    }

    Optional<Open> at(Instant notAfter) {
        return all.reversed().stream().filter(it -> it.shard().holds(notAfter)).findFirst();
    }

    /** The one that takes entries now, and starts last. */
    Optional<Open> newest() {
        return all.reversed().stream()
                .filter(it -> it.log() instanceof CertificateLog)
                .findFirst();
    }

    List<CertificateLog> taking() {
        return all.stream()
                .map(Open::log)
                .filter(CertificateLog.class::isInstance)
                .map(CertificateLog.class::cast)
                .toList();
    }
}
