/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.identity;

import dev.bulla.ca.fault.Refusal;
import dev.bulla.ca.fault.RefusedException;

/**
 * A good token whose claims cannot be written into a certificate. A rule catches it and lets the refusal travel as
 * {@link Identity.Unmapped}.
 *
 * <p>The sentence is for the requester. It names claims and extensions and never shows their values, unless the contract
 * says so. There is no stack trace, because anyone with a token can cause it at will.
 */
final class UnmappableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    UnmappableException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** The same, telling which part of the certificate it is about. */
    UnmappableException in(String field) {
        return new UnmappableException(field + ": " + sentence);
    }

    Identity.Unmapped unmapped(String challenge) {
        return new Identity.Unmapped(challenge, RefusedException.saying(Refusal.IDENTITY_UNMAPPABLE, sentence));
    }
}
