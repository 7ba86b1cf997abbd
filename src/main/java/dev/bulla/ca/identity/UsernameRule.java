/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.identity.ClaimObject.unusable;

import dev.bulla.ca.token.VerifiedToken;
import dev.bulla.ca.x509.SubjectName;

/**
 * Users of a domain, named {@code user!domain}.
 *
 * @param domain the part behind the exclamation mark
 */
public record UsernameRule(String domain) implements IdentityRule {

    @Override
    public Identity identify(VerifiedToken token) {
        var user = token.subject();
        if (user.contains("!")) {
            throw unusable("username cannot contain ! character");
        }
        if (EmailAddress.matches(user)) {
            throw unusable("a username should not be an email address");
        }
        return Mapping.of(token, to -> new SubjectName.Username(user + "!" + domain));
    }
}
