/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.store.s3;

import java.util.Optional;

/**
 * What requests are signed with.
 *
 * @param session token of credentials that were lent for a time
 */
public record Credentials(String keyId, String secret, Optional<String> session) {

    /** Leaves out what is secret. */
    @Override
    public String toString() {
        return "key " + keyId;
    }
}
