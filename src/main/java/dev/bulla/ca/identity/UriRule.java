/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import static dev.bulla.ca.identity.ClaimObject.unusable;

import dev.bulla.ca.token.VerifiedToken;

/** Users whose subject is a URI on one host. Port, path and the rest of it are theirs. */
public final class UriRule implements IdentityRule {
    private final UriText domain;

    /**
     * @param subjectDomain a URI with the scheme and the host of all users
     * @throws IllegalArgumentException if it is no URI
     */
    public UriRule(String subjectDomain) {
        try {
            this.domain = UriText.parse(subjectDomain);
        } catch (UnmappableException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public Identity identify(VerifiedToken token) {
        if (EmailAddress.matches(token.subject())) {
            throw unusable("uri subject should not be an email address");
        }
        var subject = parsed(token.subject());
        if (!subject.scheme().equals(domain.scheme())) {
            throw unusable("the subject has another URI scheme than the subject-domain");
        }
        if (!subject.hostName().equals(domain.hostName())) {
            throw unusable("the subject has another host than the subject-domain");
        }
        return Mapping.of(token, to -> Mapping.uri(() -> subject));
    }

    private static UriText parsed(String subject) {
        try {
            return UriText.parse(subject);
        } catch (UnmappableException e) {
            throw unusable("the subject is unusable: " + e.getMessage());
        }
    }
}
