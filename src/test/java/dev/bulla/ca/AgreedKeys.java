/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.config.IssuerSettings;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.token.IssuerKeys;

/** Gives every issuer the same keys, after everything was made for it that a server would make. */
record AgreedKeys(IssuerKeys agreed, KeySources real) implements KeySources {

    /** Makes nothing else. */
    static KeySources only(IssuerKeys agreed) {
        return new AgreedKeys(agreed, new AssumedIssuers(Crypto.fastest()));
    }

    @Override
    public KeySource ofIssuer(IssuerSettings issuer) {
        return agreed(real.ofIssuer(issuer));
    }

    @Override
    public KeySource ofPattern(IssuerSettings pattern) {
        return agreed(real.ofPattern(pattern));
    }

    private KeySource agreed(KeySource source) {
        return new KeySource(
                issuer -> {
                    var _ = source.keys().apply(issuer);
                    return agreed;
                },
                source.health(),
                source.waiting(),
                source.tend());
    }
}
