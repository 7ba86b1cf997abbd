/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.watch;

import dev.bulla.ctlog.check.UnreadableException;
import dev.bulla.ctlog.codec.Bytes;
import java.util.Optional;

/** Asks a log for what it publishes. For many threads. */
@FunctionalInterface
public interface Pages {

    /**
     * What stands under a path below the log's address; nothing if the log says that there is nothing.
     *
     * @param most how many bytes it may have
     * @throws UnreadableException if there is no whole answer, which says nothing about the log
     */
    Optional<Bytes> get(String path, int most) throws UnreadableException, InterruptedException;
}
