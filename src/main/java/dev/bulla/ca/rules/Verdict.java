/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rules;

import java.util.Optional;

/**
 * What the rules say, and what they would say if none of them were a dry run.
 *
 * @param ruling what counts
 */
public record Verdict(Ruling ruling, Ruling withDryRuns) {
    /** Of issuers without rules. */
    public static final Verdict UNRULED = new Verdict(Ruling.UNRULED, Ruling.UNRULED);

    /** What the dry runs would change, if anything. */
    public Optional<Ruling> change() {
        return ruling.equals(withDryRuns) ? Optional.empty() : Optional.of(withDryRuns);
    }
}
