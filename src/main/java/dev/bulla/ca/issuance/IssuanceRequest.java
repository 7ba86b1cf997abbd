/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.issuance;

import dev.bulla.ca.proof.KeyClaim;

/**
 * What somebody asks for. Anyone may make one.
 *
 * @param id    names the request in logs, records and answers
 * @param token the credential as it was sent, possibly empty
 */
public record IssuanceRequest(String id, String token, KeyClaim key) {

    /** Leaves out the token, so that no log line can show it by accident. */
    @Override
    public String toString() {
        return "request " + id;
    }
}
