/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Instant;
import java.util.Optional;

/**
 * How a log fares.
 *
 * @param size      how many entries it has
 * @param head      when it last said so
 * @param published up to which size its files hold it
 * @param searchable how many of the first entries can be found by whom they speak for
 * @param waiting   how many entries wait for a place
 * @param stopped   why it takes nothing in, if it does not
 * @param witnessed what enough witnesses have signed last since the start
 */
public record LogStatus(
        long size,
        Instant head,
        long published,
        long searchable,
        int waiting,
        Optional<String> stopped,
        Optional<Witnessed> witnessed) {

    /** How large the tree was that they signed, and when that was. */
    public record Witnessed(long size, Instant time) {}
}
