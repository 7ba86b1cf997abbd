/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a check of a log found.
 *
 * @param key     the key that it was checked against
 * @param keyFrom where that key came from: a key from the log's own folder proves nothing about who wrote the log
 * @param head    what the log has signed, if its signature holds
 * @param checked how many entries were looked at
 * @param damaged the damaged files, the first one first
 */
public record CheckReport(LogKey key, String keyFrom, Optional<Head> head, long checked, List<DamagedFile> damaged) {
    public CheckReport {
        damaged = List.copyOf(damaged);
    }

    /**
     * What a log has signed.
     *
     * @param root in hexadecimal
     */
    public record Head(String origin, long size, Instant time, String root) {}

    /** Whether nothing at all is wrong. */
    public boolean isClean() {
        return damaged.isEmpty();
    }
}
