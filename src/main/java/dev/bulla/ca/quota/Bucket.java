/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.quota;

/**
 * One bucket, as the point in time at which it will be full again. Whoever takes from it moves that point on; it may not
 * lie further away than a whole bucket takes to fill.
 */
final class Bucket {
    private long fullAt;

    /** How long to wait until one can be taken; not more than 0 if one can be taken now. */
    long waitFor(Rate rate, long now) {
        return fullAt(rate, now) + rate.nanosPerRequest() - now - rate.nanosOfFull();
    }

    void take(Rate rate, long now) {
        fullAt = fullAt(rate, now) + rate.nanosPerRequest();
    }

    /** Now or later. A clock that was set back leaves a point too far away, which would lock out for as long as it was ahead. */
    long fullAt(Rate rate, long now) {
        fullAt = Math.clamp(fullAt, now, now + rate.nanosOfFull());
        return fullAt;
    }
}
