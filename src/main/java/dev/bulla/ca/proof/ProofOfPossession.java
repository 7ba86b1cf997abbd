/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.policy.Grant;

/** Checks that whoever was granted a certificate holds the key they bring. */
public final class ProofOfPossession {
    /** @param anyChallenge whether a proof over the subject or the address of the same token counts too */
    public ProofOfPossession(Crypto crypto, boolean anyChallenge) {}

    public ProvenKey prove(Grant grant, KeyClaim claim) {
        throw new IllegalStateException("to come");
    }
}
