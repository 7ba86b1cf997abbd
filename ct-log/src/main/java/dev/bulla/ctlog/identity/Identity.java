/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

import java.util.Optional;

/**
 * A statement of a certificate about whom it speaks for.
 *
 * @param text as it stands in the certificate: foreign, of any length and characters
 */
public record Identity(Kind kind, String text) {
    private static final String SCHEME_END = "://";

    /** What a statement is about. The order is that of the kinds in lists. */
    public enum Kind {
        /** The source repository, as a URI. */
        REPOSITORY,
        /** What was built with: the URI that the certificate is made out to. */
        WORKFLOW,
        /** The address of a person or a machine that the certificate is made out to. */
        EMAIL,
        /** The name, with its domain, that the certificate is made out to. */
        USERNAME,
        /** Who vouched for all the others: the OpenID issuer of the token. */
        ISSUER
    }

    /**
     * The name that a repository has at its host: {@code acme/app} of {@code https://github.com/acme/app}, and of
     * {@code github.com/acme/app}, as CircleCI writes it.
     */
    public Optional<String> shortName() {
        if (kind != Kind.REPOSITORY) {
            return Optional.empty();
        }
        var slash = text.indexOf('/');
        var hasScheme = text.startsWith(SCHEME_END, slash - 1);
        var end = hasScheme ? text.indexOf('/', slash + 2) : slash;
        var isHost = end >= 0 && (hasScheme || text.lastIndexOf('.', end) >= 0);
        return isHost ? Optional.of(text.substring(end + 1)).filter(name -> !name.isEmpty()) : Optional.empty();
    }

    /** The kind, and no more: identities are personal and do not belong in a log line. */
    @Override
    public String toString() {
        return kind.name();
    }
}
