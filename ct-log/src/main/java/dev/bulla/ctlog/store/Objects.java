/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Files that are published, by their paths below the log's address. For many threads. */
public interface Objects {

    /** A file that is yet to be written. */
    record Item(String path, Bytes content) {}

    /**
     * Writes files whose content follows from the log alone. They are durable when this returns. One that is there already
     * must hold the same content; if it does not, nothing of it is changed and this throws.
     */
    void put(List<Item> items) throws IOException;

    /** Writes a file in place of an earlier one, at once and durably: a reader sees the old one or the new one. */
    void replace(Item item) throws IOException;

    Optional<Bytes> get(String path) throws IOException;

    /** Removes what nobody needs any more: files, or folders with all that is in them. What is not there is no fault. */
    void remove(List<String> paths) throws IOException;
}
