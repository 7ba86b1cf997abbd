/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.merkle;

/** What somebody says about a tree: how many leaves it has, and the hash over them. */
public record TreeRoot(long size, Hash hash) {

    public TreeRoot {
        if (size < 0) {
            throw new IllegalArgumentException("a tree of " + size + " leaves");
        }
    }
}
