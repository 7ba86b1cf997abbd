/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.watch;

import java.time.Duration;

/** Waits for a while. */
@FunctionalInterface
public interface Sleep {
    void during(Duration time) throws InterruptedException;
}
