/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.policy;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.quota.Quotas.Excess;
import dev.bulla.ca.trust.Requester;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Decides what a requester may have: first whether the rules of their issuer let them have anything, then whether they have
 * asked too often. Whoever is turned away by a rule uses up nothing; every other attempt counts.
 */
public final class IssuancePolicy {
    private final Profile profile;

    public IssuancePolicy(Profile profile) {
        this.profile = profile;
    }

    public Grant permit(Requester requester) {
        var verdict = requester.judge();
        if (verdict.ruling().refuses()) {
            throw new RuledOutException(verdict);
        }
        requester.countRequest().ifPresent(excess -> {
            throw tooMany(excess);
        });
        return new Grant(requester, profile, verdict);
    }

    private static RefusedException tooMany(Excess excess) {
        var detail = switch (excess.whose()) {
            case ISSUER -> "the quota of the issuer is used up";
            case IDENTITY -> "the quota of this identity is used up";
            case TABLE -> "as many identities as are remembered have used some of their quota";
        };
        return RefusedException.after(Refusal.QUOTA_EXCEEDED, detail, wholeSeconds(excess.until()));
    }

    /** What a Retry-After can say; rounded up, so that whoever keeps to it is not too early. */
    private static Duration wholeSeconds(Duration wait) {
        return wait.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
