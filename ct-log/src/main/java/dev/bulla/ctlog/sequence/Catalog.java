/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.merkle.Hash;
import java.util.Optional;

/** Finds what the log holds already. A port: the index stands behind it. */
public interface Catalog {

    /** Where an equal submission stands, looked up and compared with what is there. For many threads. */
    Optional<Place> find(Draft draft);

    /** An entry that is durable. Told in the order of the indexes, by one thread, before any reader sees it. */
    void add(long index, Hash leaf, Hash identity);
}
