/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.merkle.Hash;

/**
 * The youngest entries, which are not all in full tiles yet. It grows under the hands of the sequencer; a reader may ask for
 * what is below the size of the snapshot from which it got the tail.
 */
public interface Tail {

    /** The index of its first entry: a multiple of a tile's width. */
    long start();

    /** The hash of the leaf at this index. */
    Hash leaf(long index);

    /** The entry at this index, as a data tile holds it. */
    Bytes entry(long index);
}
