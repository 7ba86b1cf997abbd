/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

/** Looks up hashes of a tree. */
@FunctionalInterface
public interface NodeReader {

    /**
     * The root over the {@code 2^height} leaves from {@code index * 2^height} on, all of which the tree has. Height 0 is a
     * leaf's hash.
     */
    Hash node(int height, long index);
}
