/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.clients.rekor;

import dev.bulla.ca.x509.Bytes;
import java.util.Base64;
import java.util.Map;

/** A signature that holds, and the key under which it does. */
record ProvenSignature(Bytes content, Verifier by) {

    Map<String, Object> canonical() {
        return Map.of("content", Base64.getEncoder().encodeToString(content.array()), "verifier", by.canonical());
    }
}
