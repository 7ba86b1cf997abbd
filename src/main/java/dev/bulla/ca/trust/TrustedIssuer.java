/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import dev.bulla.ca.identity.IdentityRule;
import dev.bulla.ca.token.TokenVerifier;
import dev.bulla.ca.token.UnverifiedToken;
import dev.bulla.ca.token.VerifiedToken;

/** An issuer that an operator configured: how its tokens are verified and how it names its users. */
public final class TrustedIssuer {
    private final String url;
    private final String kind;
    private final TokenVerifier verifier;
    private final IdentityRule rule;
    private final Terms terms;
    private volatile boolean verifiedOne;

    /**
     * @param url  the exact {@code iss} of its tokens
     * @param kind its type in the configuration, for metrics and audit
     */
    public TrustedIssuer(String url, String kind, TokenVerifier verifier, IdentityRule rule, Terms terms) {
        this.url = url;
        this.kind = kind;
        this.verifier = verifier;
        this.rule = rule;
        this.terms = terms;
    }

    public String url() {
        return url;
    }

    public String kind() {
        return kind;
    }

    public VerifiedToken verify(UnverifiedToken token) {
        var verified = verifier.verify(token);
        if (!verifiedOne) {
            // Once only: what all cores read must not be written with each token.
            verifiedOne = true;
        }
        return verified;
    }

    /** Whether a good token of it has ever been seen. */
    boolean hasVerified() {
        return verifiedOne;
    }

    /** Takes only tokens it verified itself: another issuer's token must not be read by this one's rule. */
    public Requester identify(VerifiedToken token) {
        if (!token.issuer().equals(url)) {
            throw new IllegalArgumentException("a token of " + token.issuer() + " was brought to " + url);
        }
        return new Requester(token, rule.identify(token), terms);
    }
}
