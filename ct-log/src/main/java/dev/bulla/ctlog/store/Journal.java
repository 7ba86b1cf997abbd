/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

/**
 * What happened to the log, in its order. For one thread.
 *
 * <p>The contract of {@link #append}: it returns when the record is durable. It throws {@link StoreFullException} when
 * nothing was written and the same may work later, and {@link OutcomeUnknownException} in every other case; from then on it
 * throws that always, because only a new start can find out what is on the disk.
 */
public interface Journal extends AutoCloseable {

    void append(EncodedBatch batch) throws StoreFullException, OutcomeUnknownException;

    /** Lets go of what no start will read any more, once the base is durable. */
    void forget(Base upTo);

    /** How many bytes it takes now. */
    long bytes();

    @Override
    void close();
}
