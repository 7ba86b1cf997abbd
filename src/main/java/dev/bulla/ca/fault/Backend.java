/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

/** What we depend on to issue, with the sentence a requester reads when it fails. */
public enum Backend {
    ISSUER("There was an error processing the identity token"),
    SIGNER("error communicating with CA backend"),
    LOG("Error entering certificate in CTL"),
    /** Our own last look at what we are about to hand out. */
    CERTIFICATE("error communicating with CA backend"),
    AUDIT("The decision could not be recorded, so no certificate was issued"),
    /** The memory of tokens that may be used once. */
    REPLAY_GUARD("The use of the identity token could not be remembered, so no certificate was issued");

    private final String sentence;

    Backend(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
