/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import java.time.Duration;

/**
 * What one fetch may cost.
 *
 * @param time  for everything, from the name lookup to the last byte, redirects included
 * @param bytes of a body
 */
record FetchLimits(Duration time, int bytes) {
    static final FetchLimits STANDARD = new FetchLimits(Duration.ofSeconds(5), 1 << 20);
}
