/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import dev.bulla.ca.replay.TokenUse;
import dev.bulla.ca.rules.Verdict;
import dev.bulla.ca.trust.Requester;

/** A requester who may have a certificate, and of which kind. Only {@link IssuancePolicy} makes one. */
public final class Grant {
    private final Requester requester;
    private final Profile profile;
    private final Verdict verdict;

    Grant(Requester requester, Profile profile, Verdict verdict) {
        this.requester = requester;
        this.profile = profile;
        this.verdict = verdict;
    }

    public Requester requester() {
        return requester;
    }

    public Profile profile() {
        return profile;
    }

    /** What the rules said, for the record. */
    public Verdict verdict() {
        return verdict;
    }

    /** Keeps others from using the same token meanwhile, or refuses because somebody does or did. */
    public TokenUse reserveToken() {
        return requester.reserveToken();
    }
}
