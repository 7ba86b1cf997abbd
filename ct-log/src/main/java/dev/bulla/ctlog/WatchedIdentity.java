/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.identity.IdentityPattern;

/**
 * Certificates that somebody wants to hear of: those that say this, or something that begins with it.
 *
 * <p>A repository is known by its URI and by the name it has at its host. Capitals matter.
 */
public record WatchedIdentity(IdentityKind kind, String text, boolean isPrefix) {
    private static final String ANY = "*";

    public WatchedIdentity {
        if (text.isEmpty() && !isPrefix) {
            throw new IllegalArgumentException("no certificate says nothing of its " + kind.label());
        }
    }

    /** As people write it: with an asterisk at its end it is a beginning. */
    public static WatchedIdentity written(IdentityKind kind, String text) {
        return text.endsWith(ANY)
                ? new WatchedIdentity(kind, text.substring(0, text.length() - ANY.length()), true)
                : new WatchedIdentity(kind, text, false);
    }

    /** As it is written. */
    public String written() {
        return isPrefix ? text + ANY : text;
    }

    static WatchedIdentity of(IdentityPattern pattern) {
        return new WatchedIdentity(IdentityKind.of(pattern.kind()), pattern.text(), pattern.isPrefix());
    }

    IdentityPattern pattern() {
        return new IdentityPattern(kind.inside(), text, isPrefix);
    }
}
