/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.identity.Identity;
import dev.bulla.ctlog.identity.IdentityPattern;
import java.util.Arrays;
import java.util.Locale;

/**
 * Certificates that somebody wants to hear of: those that say this, or something that begins with it.
 *
 * <p>A repository is known by its URI and by the name it has at its host. Capitals matter.
 */
public record WatchedIdentity(Kind kind, String text, boolean isPrefix) {
    private static final String ANY = "*";

    /** What a certificate may say of whom it speaks for. */
    public enum Kind {
        /** The source repository. */
        REPOSITORY,
        /** What was built with: the URI that the certificate is made out to. */
        WORKFLOW,
        EMAIL,
        /** A name with a domain. */
        USERNAME,
        /** The OpenID issuer that vouched for the others. */
        ISSUER;

        /** The name in small letters, as options and reports have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(Identity.Kind inside) {
            return switch (inside) {
                case REPOSITORY -> REPOSITORY;
                case WORKFLOW -> WORKFLOW;
                case EMAIL -> EMAIL;
                case USERNAME -> USERNAME;
                case ISSUER -> ISSUER;
            };
        }

        private Identity.Kind inside() {
            return Arrays.stream(Identity.Kind.values())
                    .filter(inside -> of(inside) == this)
                    .findFirst()
                    .orElseThrow();
        }
    }

    public WatchedIdentity {
        if (text.isEmpty() && !isPrefix) {
            throw new IllegalArgumentException("no certificate says nothing of its " + kind.word());
        }
    }

    /** As people write it: with an asterisk at its end it is a beginning. */
    public static WatchedIdentity written(Kind kind, String text) {
        return text.endsWith(ANY)
                ? new WatchedIdentity(kind, text.substring(0, text.length() - ANY.length()), true)
                : new WatchedIdentity(kind, text, false);
    }

    /** As it is written. */
    public String written() {
        return isPrefix ? text + ANY : text;
    }

    static WatchedIdentity of(IdentityPattern pattern) {
        return new WatchedIdentity(Kind.of(pattern.kind()), pattern.text(), pattern.isPrefix());
    }

    IdentityPattern pattern() {
        return new IdentityPattern(kind.inside(), text, isPrefix);
    }
}
