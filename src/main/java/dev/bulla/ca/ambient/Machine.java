/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.ambient;

import dev.bulla.ca.outbound.Way;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that we run on, as far as tokens are looked for.
 *
 * @param root   of its files
 * @param way    to servers elsewhere
 * @param direct to servers that only this machine reaches, and no proxy
 */
public record Machine(Map<String, String> environment, Path root, Way way, Way direct) {
    public Machine {
        environment = Map.copyOf(environment);
    }

    /** The value of a variable that is not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    Path file(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    Programs programs() {
        return new Programs(environment);
    }
}
