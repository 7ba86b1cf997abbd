/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.identity;

/**
 * What somebody looks for: everything of a kind that is this text, or that begins with it. A repository is found by its URI
 * and by the name it has at its host. Capitals matter, as they do to those who verify signatures.
 */
public record IdentityPattern(Identity.Kind kind, String text, boolean isPrefix) {

    public boolean matches(Identity identity) {
        return identity.kind() == kind
                && (matches(identity.text())
                        || identity.shortName().filter(this::matches).isPresent());
    }

    private boolean matches(String found) {
        return isPrefix ? found.startsWith(text) : found.equals(text);
    }

    /** The kind, and no more: identities are personal and do not belong in a log line. */
    @Override
    public String toString() {
        return kind.name();
    }
}
