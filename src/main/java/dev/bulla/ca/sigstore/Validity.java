/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.sigstore;

import java.time.Instant;
import java.util.Optional;

/** From when and until when a key is to be believed. An end that is not there means: still. */
public record Validity(Optional<Instant> start, Optional<Instant> end) {
    public static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

    public static Validity from(Instant start) {
        return new Validity(Optional.of(start), Optional.empty());
    }

    public static Validity between(Instant start, Instant end) {
        return new Validity(Optional.of(start), Optional.of(end));
    }

    /** Both borders belong to it: what was signed in the second in which a key ended is believed. */
    public boolean holds(Instant moment) {
        return start.filter(moment::isBefore).isEmpty()
                && end.filter(moment::isAfter).isEmpty();
    }
}
