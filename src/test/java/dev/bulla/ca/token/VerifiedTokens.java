/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

import java.util.Map;

/** Verified tokens for tests of what comes after the verification. */
public final class VerifiedTokens {
    private VerifiedTokens() {}

    public static VerifiedToken of(String issuer, Map<String, Claim> claims) {
        return new VerifiedToken(issuer, claims);
    }
}
