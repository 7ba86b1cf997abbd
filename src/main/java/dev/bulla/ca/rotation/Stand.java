/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.rotation;

import dev.bulla.ca.data.KnownKey;
import dev.bulla.ca.data.RotationTerms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a rotation stands.
 *
 * @param current  what a server signs with when it reads the folder now
 * @param next     what is to follow
 * @param replaced keys that nothing is signed with any more and that are believed without an end
 * @param isHalfSwitched whether the files in place are of two pairs
 */
public record Stand(
        RotatedKey current,
        Optional<RotatedKey> next,
        List<KnownKey> replaced,
        boolean isHalfSwitched,
        RotationTerms terms) {
    public Stand {
        replaced = List.copyOf(replaced);
    }

    /** From when on the next key may be used, if it was announced. */
    public Optional<Instant> switchFrom() {
        return next.flatMap(RotatedKey::known).map(key -> key.entered().plus(terms.publishLead()));
    }

    /** From when on a key that was replaced may end. */
    public Instant retireFrom(KnownKey key) {
        return key.life().replaced().orElseThrow().plus(terms.believedAfter(key.kind()));
    }
}
