/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;

/** A hash of something, and which one. */
public record Digest(HashAlgorithm algorithm, Bytes value) {

    /** As people write it: {@code sha256:} and hexadecimal. */
    @Override
    public String toString() {
        return algorithm.inStatements() + ":" + value.hex();
    }
}
