/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.token;

/** Bytes that were to be a JSON object and are not. Checked, because a token and an issuer's document fail differently. */
final class UnreadableJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final String detail;

    /** Carries no cause and no trace: the parser's own words would repeat what it read. */
    UnreadableJsonException(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    /** What is wrong, as the end of a sentence about the bytes. */
    String detail() {
        return detail;
    }
}
