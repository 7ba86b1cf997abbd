/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import dev.bulla.ca.data.AskedLog;
import dev.bulla.ca.data.MadeLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the logs of a server stand.
 *
 * @param logs  all of them, the oldest first
 * @param asked for another, which the server has not made yet
 * @param ending when what is issued now ends
 */
public record LogStand(List<MadeLog> logs, Optional<AskedLog> asked, Instant ending) {
    public LogStand {
        logs = List.copyOf(logs);
    }

    /** The one that takes what is issued now. */
    public Optional<MadeLog> current() {
        return logs.reversed().stream().filter(this::hasBegun).findFirst();
    }

    /** The one that is to follow. */
    public Optional<MadeLog> next() {
        return logs.stream().filter(log -> !hasBegun(log)).findFirst();
    }

    /** A log takes what ends from its start on. */
    public boolean hasBegun(MadeLog log) {
        return !log.start().isAfter(ending);
    }

    /** Those before the current one that have not ended. */
    public List<MadeLog> followed() {
        return logs.stream()
                .filter(log ->
                        current().filter(it -> log.start().isBefore(it.start())).isPresent())
                .filter(log -> log.ended().isEmpty())
                .toList();
    }
}
