/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.pace.Cores;
import java.time.InstantSource;

/** Checks the tokens of one issuer. */
public final class TokenVerifier {
    public TokenVerifier(
            String issuer, String audience, IssuerKeys keys, Crypto crypto, Cores cores, InstantSource clock) {}

    public VerifiedToken verify(UnverifiedToken token) {
        throw new IllegalStateException("to come");
    }
}
