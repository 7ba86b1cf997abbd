/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a submission may take in all, and how it spaces its attempts: with waits that double from a tenth of a second
 * to two, or as the log asks. Every wait is a little random, so that walks which failed together do not come back together.
 *
 * @param clock  tells what a date in a Retry-After header means
 * @param random asked by many threads at once
 */
public record Patience(Duration budget, InstantSource clock, RandomGenerator random) {
    private static final long FIRST_MILLIS = 100;
    private static final int MOST_DOUBLINGS = 5;
    private static final long LONGEST_MILLIS = 2_000;

    /** The patience for one submission, counted from now. */
    Spent start() {
        return new Spent(System.nanoTime());
    }

    /** What is left of the patience. */
    final class Spent {
        private final long start;
        private int attempts;

        private Spent(long start) {
            this.start = start;
        }

        /** Nothing, and never less, once the time is over. */
        Duration left() {
            var left = budget.minusNanos(System.nanoTime() - start);
            return left.isNegative() ? Duration.ZERO : left;
        }

        /** How long to wait before the next attempt, if there is time for one. */
        Optional<Duration> nextWait(Optional<String> retryAfter) {
            var asked = retryAfter.flatMap(value -> RetryAfter.parse(value, clock.instant()));
            var wait = asked.orElse(Duration.ZERO).plusMillis(backOff());
            attempts++;
            return wait.compareTo(left()) < 0 ? Optional.of(wait) : Optional.empty();
        }

        private long backOff() {
            var most = Math.min(FIRST_MILLIS << Math.min(attempts, MOST_DOUBLINGS), LONGEST_MILLIS);
            return most / 2 + random.nextLong(most / 2 + 1);
        }
    }
}
