/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.replay;

import dev.bulla.ca.token.VerifiedToken;

/** Whether the tokens of an issuer may be used more than once. */
@FunctionalInterface
public interface ReplayGuard {

    /** Lets every token be used as often as its holder likes while it is valid. */
    ReplayGuard OFF = token -> UnguardedUse.INSTANCE;

    /** Keeps others from using the token meanwhile, or refuses because somebody does or did. */
    TokenUse reserve(VerifiedToken token);
}
