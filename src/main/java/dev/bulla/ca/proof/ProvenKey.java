/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.x509.Bytes;

/** A key its holder has shown to hold, and for whom. Only {@link ProofOfPossession} makes one. */
public final class ProvenKey {
    private final Principal principal;
    private final Profile profile;
    private final Bytes publicKeyInfo;

    ProvenKey(Principal principal, Profile profile, Bytes publicKeyInfo) {
        this.principal = principal;
        this.profile = profile;
        this.publicKeyInfo = publicKeyInfo;
    }

    public Principal principal() {
        return principal;
    }

    public Profile profile() {
        return profile;
    }

    /** The SubjectPublicKeyInfo in DER, as it goes into the certificate. */
    public Bytes publicKeyInfo() {
        return publicKeyInfo;
    }
}
