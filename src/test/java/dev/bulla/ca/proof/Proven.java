/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.x509.Bytes;
import java.security.PublicKey;

/** Keys taken for proved, for tests of what comes after the proof. */
public final class Proven {
    private Proven() {}

    public static ProvenKey key(PublicKey key, Principal principal, Profile profile) {
        return new ProvenKey(principal, profile, Bytes.of(key.getEncoded()));
    }
}
