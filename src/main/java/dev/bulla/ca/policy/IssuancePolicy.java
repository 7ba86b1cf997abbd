/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import dev.bulla.ca.trust.Requester;

/** Decides what a requester may have. */
public final class IssuancePolicy {
    private final Profile profile;

    public IssuancePolicy(Profile profile) {
        this.profile = profile;
    }

    public Grant permit(Requester requester) {
        return new Grant(requester, profile);
    }
}
