/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import dev.bulla.ctlog.identity.Identity;
import java.util.List;

/**
 * One thing that a certificate says about whom it speaks for.
 *
 * @param text foreign, of any length and characters
 */
public record IdentityStatement(IdentityKind kind, String text) {

    static List<IdentityStatement> of(List<Identity> identities) {
        return identities.stream()
                .map(identity -> new IdentityStatement(IdentityKind.of(identity.kind()), identity.text()))
                .toList();
    }

    /** The kind, and no more: identities are personal and do not belong in a log line. */
    @Override
    public String toString() {
        return kind.label();
    }
}
