/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.identity.ClaimObject.unusable;

import dev.bulla.ca.token.VerifiedToken;

/** Identities of Chainguard, named by a path below their issuer. */
public record ChainguardRule() implements IdentityRule {

    @Override
    public Identity identify(VerifiedToken token) {
        var claims = ClaimObject.of(token);
        var actor = claims.object("act");
        actor.members().keySet().forEach(actor::text);
        claims.object("internal").text("service-principal");
        return Mapping.of(
                token,
                challenge(token, claims),
                to -> Mapping.uri(() -> UriText.parse(token.issuer()).join(token.subject())));
    }

    /** The address if there is one, since that is what clients sign who find it in their token. */
    private static String challenge(VerifiedToken token, ClaimObject claims) {
        var email = claims.text("email");
        var verified = claims.emailVerified();
        if (!email.isEmpty() && !verified) {
            throw unusable("the email address is not verified by the identity provider");
        }
        if (email.isEmpty() && token.subject().isEmpty()) {
            throw unusable("no subject found in claims");
        }
        return email.isEmpty() ? token.subject() : email;
    }
}
