/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.config;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of issuer that a configuration can name. */
public enum IssuerType {
    EMAIL("email", "email"),
    SPIFFE("spiffe", "sub"),
    URI("uri", "sub"),
    USERNAME("username", "sub"),
    KUBERNETES("kubernetes", "sub"),
    CHAINGUARD_IDENTITY("chainguard-identity", "sub"),
    CI_PROVIDER("ci-provider", "sub"),
    GITHUB_WORKFLOW("github-workflow", "sub"),
    GITLAB_PIPELINE("gitlab-pipeline", "sub"),
    BUILDKITE_JOB("buildkite-job", "sub"),
    CODEFRESH_WORKFLOW("codefresh-workflow", "sub"),
    /** A word we do not know, which is tolerated beside a {@code challenge-claim}. No token of such an issuer is accepted. */
    OTHER("", "");

    private final String word;
    private final String challengeClaim;

    IssuerType(String word, String challengeClaim) {
        this.word = word;
        this.challengeClaim = challengeClaim;
    }

    static Optional<IssuerType> named(String word) {
        return Arrays.stream(values())
                .filter(t -> t != OTHER && t.word.equals(word))
                .findFirst();
    }

    public String word() {
        return word;
    }

    /** What the configuration answer calls the claim to be signed. It is told to clients and decides nothing. */
    public String challengeClaim() {
        return challengeClaim;
    }
}
