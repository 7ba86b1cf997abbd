/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.identity.ClaimObject.unusable;

import dev.bulla.ca.token.VerifiedToken;

/** Workloads of one trust domain, named by their SPIFFE ID. */
public final class SpiffeRule implements IdentityRule {
    private final String trustDomain;

    /** @param trustDomain as an operator writes it: the bare domain, or a SPIFFE ID within it */
    public SpiffeRule(String trustDomain) {
        var bare = trustDomain.startsWith("spiffe://") ? trustDomain.substring("spiffe://".length()) : trustDomain;
        this.trustDomain = bare.split("/", 2)[0];
    }

    @Override
    public Identity identify(VerifiedToken token) {
        var id = SpiffeId.parse(token.subject()).orElseThrow(() -> unusable("the subject is no SPIFFE ID"));
        if (!id.trustDomain().equals(trustDomain)) {
            throw unusable("the subject is of another SPIFFE trust domain than " + trustDomain);
        }
        return Mapping.of(token, to -> Mapping.uri(() -> UriText.parse(token.subject())));
    }
}
