/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;
import dev.bulla.ca.identity.Identity;
import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.policy.Grant;
import dev.bulla.ca.policy.IssuancePolicy;
import dev.bulla.ca.policy.Profile;
import dev.bulla.ca.policy.SigningAlgorithm;
import dev.bulla.ca.token.Claim;
import dev.bulla.ca.token.VerifiedTokens;
import dev.bulla.ca.trust.Requesters;
import dev.bulla.ca.x509.SubjectName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Grants of a person named alice@example.com, whose token has the subject user-17. */
final class Grants {
    static final String ADDRESS = "alice@example.com";
    static final String SUBJECT = "user-17";

    private static final String ISSUER = "https://issuer.example.com";
    private static final Principal ALICE = Principal.of(new SubjectName.Email(ADDRESS), ISSUER, SUBJECT);

    private Grants() {}

    /** A grant that is good in every way. */
    static Grant usual() {
        return permitting(SigningAlgorithm.defaults());
    }

    static Grant permitting(Set<SigningAlgorithm> algorithms) {
        return of(new Identity.Named(ADDRESS, ALICE), algorithms);
    }

    static Grant challenging(String challenge) {
        return of(new Identity.Named(challenge, ALICE), SigningAlgorithm.defaults());
    }

    /** A grant of somebody whose claims turned out to fit no certificate. */
    static Grant unmapped(Set<SigningAlgorithm> algorithms) {
        var refusal = RefusedException.saying(Refusal.IDENTITY_UNMAPPABLE, "no certificate for this");
        return of(new Identity.Unmapped(ADDRESS, refusal), algorithms);
    }

    private static Grant of(Identity identity, Set<SigningAlgorithm> algorithms) {
        var token = VerifiedTokens.of(ISSUER, Map.of("sub", new Claim.Text(SUBJECT), "email", new Claim.Text(ADDRESS)));
        var profile = new Profile(Duration.ofMinutes(10), Duration.ZERO, algorithms);
        return new IssuancePolicy(profile).permit(Requesters.of(token, identity));
    }
}
