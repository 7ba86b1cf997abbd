/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import java.time.Duration;
import java.util.Set;

/**
 * What a granted certificate is like.
 *
 * @param lifetime   from notBefore to notAfter
 * @param backdating how far notBefore lies before now, for verifiers with slow clocks
 * @param algorithms what client keys may sign with
 */
public record Profile(Duration lifetime, Duration backdating, Set<SigningAlgorithm> algorithms) {
    public Profile {
        algorithms = Set.copyOf(algorithms);
    }
}
