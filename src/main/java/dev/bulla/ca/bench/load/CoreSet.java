/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cores of this machine, by their numbers. */
public record CoreSet(Set<Integer> numbers) {
    public CoreSet {
        numbers = Collections.unmodifiableSet(new TreeSet<>(numbers));
    }

    /** As Linux lists them: {@code 0-1,3}. */
    static CoreSet parse(String list) {
        var numbers = new TreeSet<Integer>();
        for (var range : list.strip().split(",", -1)) {
            var ends = range.split("-", 2);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return new CoreSet(numbers);
    }

    CoreSet and(CoreSet others) {
        var all = new TreeSet<>(numbers);
        all.addAll(others.numbers);
        return new CoreSet(all);
    }

    boolean isApartFrom(CoreSet others) {
        return Collections.disjoint(numbers, others.numbers);
    }

    /** As {@code taskset -c} takes them. */
    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
