/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.sequence;

import dev.bulla.ctlog.merkle.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers every entry that it was told of. */
final class FakeCatalog implements Catalog {
    private final Map<Hash, Long> indexes = new HashMap<>();
    private long next = -1;
    private boolean isBroken;

    synchronized void breakDown() {
        isBroken = true;
    }

    synchronized void mend() {
        isBroken = false;
    }

    @Override
    public synchronized Optional<Place> find(Draft draft) {
        if (isBroken) {
            throw new IllegalStateException("told to fail");
        }
        return Optional.ofNullable(indexes.get(draft.identity())).map(index -> new Place(index, 1));
    }

    @Override
    public synchronized void add(long index, Hash leaf, Hash identity) {
        if (next >= 0 && index != next) {
            throw new IllegalStateException("told of entry " + index + " instead of " + next);
        }
        next = index + 1;
        indexes.put(identity, index);
    }
}
