/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.trust;

import dev.bulla.ca.identity.Identity;
import dev.bulla.ca.token.VerifiedToken;

/** Requesters for tests of what comes after the identification. */
public final class Requesters {
    private Requesters() {}

    public static Requester of(VerifiedToken token, Identity identity) {
        return of(token, identity, Terms.NONE);
    }

    public static Requester of(VerifiedToken token, Identity identity, Terms terms) {
        return new Requester(token, identity, terms);
    }
}
