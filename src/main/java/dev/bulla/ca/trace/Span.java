/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trace;

import java.util.Map;
import java.util.Optional;

/**
 * Something that was done for a request.
 *
 * @param parent the id of what it was a part of; empty for the first one
 * @param from   nanoseconds of Unix time
 * @param facts  text and numbers
 * @param fault  what went wrong; empty text if nothing more is known
 */
public record Span(
        String id,
        String parent,
        Kind kind,
        String name,
        long from,
        long until,
        Map<String, Object> facts,
        Optional<String> fault) {

    /** Whose part in a call it tells. */
    public enum Kind {
        SERVER,
        STEP,
        CLIENT
    }
}
