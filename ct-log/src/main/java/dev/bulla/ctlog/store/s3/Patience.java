/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.time.Duration;

/**
 * How long a store is waited for.
 *
 * @param connect for a connection
 * @param answer  for one whole answer
 * @param decided until it must be known what a write to the head has come to
 * @param pause   before the second try; later ones wait longer
 */
public record Patience(Duration connect, Duration answer, Duration decided, Duration pause) {
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofMillis(50));
}
