/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.witness;

import dev.bulla.ctlog.merkle.Hash;
import java.util.List;

/** The log that asks to be witnessed, as it is now. A port. For many threads. */
public interface OurTree {

    /** How large it is: nobody can know of a larger one. */
    long size();

    /** Shows that a tree of ours is the beginning of a later one. */
    List<Hash> consistency(long first, long second);
}
