/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.local;

import dev.bulla.ctlog.store.EncodedBatch;
import dev.bulla.ctlog.store.OpenRefusedException;

/** Gets what the log did since its base, one record after the other. */
@FunctionalInterface
public interface Replay {

    /** The next record. It is whole and in its place; whether its root is that of its entries is for the receiver to check. */
    void next(EncodedBatch batch) throws OpenRefusedException;
}
