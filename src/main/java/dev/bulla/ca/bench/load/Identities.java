/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import java.util.Optional;

/** Who asks for certificates: one identity for each request. */
public interface Identities {

    /** The identity of the request with this number. */
    Claimed of(int number);

    /** A token of that identity. */
    String token(int number);

    /**
     * What is known of an identity.
     *
     * @param issuer      of its tokens
     * @param challenge   that is signed to prove the key
     * @param subjectName that its certificates have, if the authority has no choice in that
     */
    record Claimed(String issuer, String challenge, Optional<String> subjectName) {}
}
