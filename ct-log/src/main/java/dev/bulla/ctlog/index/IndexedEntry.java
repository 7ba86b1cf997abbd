/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.index;

import dev.bulla.ctlog.merkle.Hash;

/**
 * What the index keeps of an entry.
 *
 * @param leaf     hash of its leaf in the tree
 * @param identity what makes it the same submission as another
 */
public record IndexedEntry(long index, Hash leaf, Hash identity) {}
