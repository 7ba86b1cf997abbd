/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.nio.file.Path;

/** Where the signing key is. */
public sealed interface SignerTarget {

    /** Files on disk. The password is empty for a key that is not encrypted. */
    record Files(Path chain, Path key, String password, boolean watch) implements SignerTarget {

        /** Leaves out the password. */
        @Override
        public String toString() {
            return "files " + chain + " and " + key;
        }
    }

    /** A key made at start and forgotten at the end. */
    enum Throwaway implements SignerTarget {
        THROWAWAY
    }
}
