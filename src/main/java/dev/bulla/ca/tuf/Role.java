/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tuf;

import java.time.Duration;
import java.util.Locale;

/** Who signs what in a repository, and for how long it is good if nobody says otherwise. */
public enum Role {
    ROOT(Duration.ofDays(365)),
    TARGETS(Duration.ofDays(365)),
    SNAPSHOT(Duration.ofDays(30)),
    TIMESTAMP(Duration.ofDays(7));

    private final Duration lifetime;

    Role(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The timestamp alone is always found under the same name. */
    String file(int version) {
        return this == TIMESTAMP ? "timestamp.json" : version + "." + word() + ".json";
    }
}
