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
    private final Entry entry;
    private final TokenVerifier verifier;
    private final IdentityRule rule;
    private final Terms terms;
    private volatile boolean verifiedOne;

    /**
     * What lets it in, for metrics and audit. There are as many as an operator wrote, whatever tokens name.
     *
     * @param name the URL in the configuration, or the pattern that stands for many
     * @param type as the configuration has it
     */
    public record Entry(String name, String type) {}

    /** @param url the exact {@code iss} of its tokens */
    public TrustedIssuer(String url, Entry entry, TokenVerifier verifier, IdentityRule rule, Terms terms) {
        this.url = url;
        this.entry = entry;
        this.verifier = verifier;
        this.rule = rule;
        this.terms = terms;
    }

    public String url() {
        return url;
    }

    public Entry entry() {
        return entry;
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
