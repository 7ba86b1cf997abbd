/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Values that were made or read lately, up to a sum of their sizes. For many threads. */
final class RecentlyUsed<K, V> {
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private final long capacity;
    private final ToIntFunction<V> size;
    private long used;

    RecentlyUsed(long capacity, ToIntFunction<V> size) {
        this.capacity = capacity;
        this.size = size;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Keeps a value, and drops those that were not asked for longest when there is no room. */
    synchronized void put(K key, V value) {
        var replaced = values.put(key, value);
        used += size.applyAsInt(value) - (replaced == null ? 0 : size.applyAsInt(replaced));
        var eldest = values.values().iterator();
        while (used > capacity && eldest.hasNext()) {
            used -= size.applyAsInt(eldest.next());
            eldest.remove();
        }
    }

    /** The sum of the sizes of what is kept. */
    synchronized long used() {
        return used;
    }
}
