/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.copy;

import dev.bulla.ctlog.codec.Bytes;
import dev.bulla.ctlog.store.Objects.Item;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where a copy is kept and grows. For one thread. */
public interface Shelf extends LogCopy.Receiver, AutoCloseable {

    /** The checkpoint up to which the copy is complete, if it ever was. */
    Optional<Bytes> checkpoint() throws IOException;

    /** Adds files that follow from the log alone. They count when {@link #complete} has returned. */
    @Override
    void add(List<Item> items) throws IOException;

    /**
     * Makes the copy complete up to a checkpoint, durably.
     *
     * @param about what the log says of itself now; it takes the place of what it said before
     */
    void complete(Grown grown, List<Item> about, Bytes checkpoint) throws IOException;

    @Override
    void close() throws IOException;

    /** From which size to which. */
    record Grown(long from, long to) {}
}
