/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Instant;

/**
 * One log of several, for the certificates whose validity ends in a part of time.
 *
 * @param name  of its folder
 * @param start the first moment that belongs to it
 * @param end   the first moment that does not any more
 */
public record Shard(String name, Instant start, Instant end) {

    public Shard {
        if (!ShardPeriod.isName(name)) {
            throw new IllegalArgumentException("no name for a shard: " + name);
        }
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("shard %s would end at %s, before it starts".formatted(name, end));
        }
    }

    /** Whether a certificate with this end of its validity belongs here. */
    public boolean holds(Instant notAfter) {
        return !notAfter.isBefore(start) && notAfter.isBefore(end);
    }
}
