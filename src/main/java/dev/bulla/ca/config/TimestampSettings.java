/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The time-stamping authority of {@code serve}.
 *
 * @param policy           the object identifier that timestamps name
 * @param accuracy         in whole seconds
 * @param requestsInFlight how many queries may be inside
 */
public record TimestampSettings(Key key, String policy, Duration accuracy, int requestsInFlight) {

    /** Where its key is. */
    public sealed interface Key {}

    /** Files on disk. The password is empty for a key that is not encrypted. */
    public record Files(Path chain, Path key, String password) implements Key {
        /** Leaves out the password. */
        @Override
        public String toString() {
            return "files " + chain + " and " + key;
        }
    }

    /** A key made at start and forgotten at the end. */
    public enum Throwaway implements Key {
        THROWAWAY
    }
}
