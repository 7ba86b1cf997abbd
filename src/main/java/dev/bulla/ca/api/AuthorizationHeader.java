/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.api;

/** The header that carries a token when the message does not. */
final class AuthorizationHeader {
    private static final String SCHEME = "Bearer ";

    private AuthorizationHeader() {}

    /**
     * What is left when the first {@code Bearer } is taken out, wherever it stands. A token without the word is a token too,
     * and a word in small letters stays and spoils it: existing clients know both.
     */
    static String token(String value) {
        var at = value.indexOf(SCHEME);
        return at < 0 ? value : value.substring(0, at) + value.substring(at + SCHEME.length());
    }
}
