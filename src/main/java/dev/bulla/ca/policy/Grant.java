/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import dev.bulla.ca.trust.Requester;

/** A requester who may have a certificate, and of which kind. Only {@link IssuancePolicy} makes one. */
public final class Grant {
    private final Requester requester;
    private final Profile profile;

    Grant(Requester requester, Profile profile) {
        this.requester = requester;
        this.profile = profile;
    }

    public Requester requester() {
        return requester;
    }

    public Profile profile() {
        return profile;
    }
}
