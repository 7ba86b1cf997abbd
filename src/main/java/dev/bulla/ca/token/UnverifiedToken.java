/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

/** A token that parses. Only its issuer may be read, and nothing about it is believed. */
public final class UnverifiedToken {
    private final String issuer;

    UnverifiedToken(String issuer) {
        this.issuer = issuer;
    }

    public static UnverifiedToken parse(String token) {
        throw new IllegalStateException("to come");
    }

    public String issuer() {
        return issuer;
    }
}
