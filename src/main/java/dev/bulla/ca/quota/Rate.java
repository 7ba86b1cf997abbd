/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.quota;

import java.time.Duration;

/** So many requests at once, and so many again in each period, evenly spread: a bucket of tokens and its refill. */
public record Rate(int requests, Duration period) {

    /** How long one request uses up. */
    long nanosPerRequest() {
        return Math.max(1, period.toNanos() / requests);
    }

    /** How long a full bucket lasts. */
    long nanosOfFull() {
        return nanosPerRequest() * requests;
    }
}
