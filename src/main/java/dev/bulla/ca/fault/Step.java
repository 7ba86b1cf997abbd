/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.fault;

/** How far a request had come when it was turned away or failed. Requesters, operators and {@code ERRORS.md} read the same words. */
public enum Step {
    /** Reading it and letting it in, before anything of it is looked at. */
    REQUEST("reading the request"),
    TOKEN_FORM("reading the token"),
    ISSUER("finding the issuer"),
    TOKEN("verifying the token"),
    POLICY("asking the rules"),
    PROOF("checking key, proof and identity"),
    TOKEN_USE("reserving the use of the token"),
    PRECERTIFICATE("making the precertificate"),
    LOG("logging the precertificate"),
    CERTIFICATE("making the certificate");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    /** What was being done. */
    public String words() {
        return words;
    }
}
