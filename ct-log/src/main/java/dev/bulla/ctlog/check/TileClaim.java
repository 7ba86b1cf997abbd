/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.check;

import dev.bulla.ctlog.merkle.Hash;
import java.util.Optional;

/**
 * The root of a full tile as it is said twice.
 *
 * @param stored   by the tile's file
 * @param computed by what lies below the tile
 */
record TileClaim(Optional<Hash> stored, Optional<Hash> computed) {

    /** Nobody looked. */
    static final TileClaim NONE = new TileClaim(Optional.empty(), Optional.empty());

    /** The likelier of the two, given what the tile above holds at its place. */
    Optional<Hash> likelier(Optional<Hash> above) {
        var confirmed = above.filter(hash -> equals(NONE) || isStored(hash) || isComputed(hash));
        return confirmed.or(() -> computed).or(() -> stored);
    }

    boolean isStored(Hash truth) {
        return stored.filter(truth::equals).isPresent();
    }

    boolean isComputed(Hash truth) {
        return computed.filter(truth::equals).isPresent();
    }

    boolean disagrees() {
        return stored.isPresent() && computed.isPresent() && !stored.equals(computed);
    }
}
