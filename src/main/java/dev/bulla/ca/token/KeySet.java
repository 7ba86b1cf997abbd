/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import java.util.List;
import java.util.Set;

/** The keys of an issuer and the algorithms it announces. Immutable; {@link KeySetReader} makes one. */
public final class KeySet {
    private final Set<TokenAlgorithm> algorithms;
    private final List<IssuerKey> keys;
    private final int skipped;

    KeySet(Set<TokenAlgorithm> algorithms, List<IssuerKey> keys, int skipped) {
        this.algorithms = Set.copyOf(algorithms);
        this.keys = List.copyOf(keys);
        this.skipped = skipped;
    }

    boolean allows(TokenAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** True if one of the keys that the token may mean has signed it. */
    boolean verify(UnverifiedToken token, TokenHeader header, TokenAlgorithm algorithm) {
        for (var key : keys) {
            if (key.fits(header.keyId(), algorithm)
                    && key.verifies(algorithm, token.signedContent(), token.signature())) {
                return true;
            }
        }
        return false;
    }

    /** True if one of the keys is one that the token may mean. */
    boolean has(TokenHeader header, TokenAlgorithm algorithm) {
        return keys.stream().anyMatch(key -> key.fits(header.keyId(), algorithm));
    }

    /** How many keys can verify tokens. */
    public int usable() {
        return keys.size();
    }

    /** How many published keys were left out: unknown kinds, shared secrets, points off their curve, beyond the limit. */
    public int skipped() {
        return skipped;
    }
}
