/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    private final RecentlyUsed<String, String> cache = new RecentlyUsed<>(10, String::length);

    @Test
    void dropsWhatWasNotAskedForLongest() {
        cache.put("a", "1111");
        cache.put("b", "2222");
        assertThat(cache.get("a")).contains("1111");

        cache.put("c", "3333");

        assertThat(cache.get("b")).isEmpty();
        assertThat(cache.get("a")).contains("1111");
        assertThat(cache.get("c")).contains("3333");
        assertThat(cache.used()).isEqualTo(8);
    }

    @Test
    void countsAReplacedValueOnce() {
        cache.put("a", "1111");
        cache.put("a", "22");

        assertThat(cache.get("a")).contains("22");
        assertThat(cache.used()).isEqualTo(2);
    }

    @Test
    void neverHoldsMoreThanItsCapacity() {
        cache.put("a", "1");
        cache.put("large", "12345678901");

        assertThat(cache.used()).isLessThanOrEqualTo(10);
        assertThat(cache.get("large")).isEmpty();
    }
}
