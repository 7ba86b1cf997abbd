/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.Problems;
import dev.bulla.ca.config.Settings;

/** Settings to objects. */
public final class Wiring implements AutoCloseable {
    public static Wiring start(Settings settings, Problems problems) {
        problems.throwIfAny();
        throw new IllegalStateException("to come for " + settings);
    }

    public void awaitStop() {}

    @Override
    public void close() {}
}
