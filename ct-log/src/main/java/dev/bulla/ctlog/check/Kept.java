/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/**
 * What was worked out once, up to a sum of sizes. What comes later is worked out again each time, so that a log which names
 * ever new certificates costs time and no memory. For many threads.
 */
final class Kept<K, V> {
    private final Map<K, V> values = new ConcurrentHashMap<>();
    private final AtomicLong room;
    private final ToIntFunction<V> size;

    Kept(long room, ToIntFunction<V> size) {
        this.room = new AtomicLong(room);
        this.size = size;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    void keep(K key, V value) {
        var needed = size.applyAsInt(value);
        if (room.addAndGet(-needed) < 0 || values.putIfAbsent(key, value) != null) {
            room.addAndGet(needed);
        }
    }

    Iterable<V> all() {
        return values.values();
    }
}
