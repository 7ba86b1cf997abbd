/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was made of one object, kept until somebody asks about another. The chain changes once a year and is part of every
 * answer; issuers change when an operator says so.
 */
final class Prepared<K, V> {
    private final Function<K, V> make;
    private volatile @Nullable Made<K, V> last;

    Prepared(Function<K, V> make) {
        this.make = make;
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the point: equal ones may be made anew
    V of(K key) {
        var made = last;
        if (made == null || !made.key.equals(key)) {
            made = new Made<>(key, make.apply(key));
            last = made;
        }
        return made.value;
    }

    private record Made<K, V>(K key, V value) {}
}
