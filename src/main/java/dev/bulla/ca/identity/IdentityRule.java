/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.token.VerifiedToken;

/** How one kind of issuer names its users. A pure function of the token; refuses with TOKEN_CLAIMS_UNUSABLE. */
@FunctionalInterface
public interface IdentityRule {

    Identity identify(VerifiedToken token);
}
