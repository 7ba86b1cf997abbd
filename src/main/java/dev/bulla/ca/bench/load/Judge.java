/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench.load;

import dev.bulla.ca.x509.Bytes;
import java.time.Instant;
import java.util.Optional;

/** Decides whether an answer is worth anything to whom it was given. A port: who trusts whom is decided outside. */
@FunctionalInterface
public interface Judge {

    /**
     * What is wrong with an answer, in a few words that are the same for the same fault; empty if nothing is.
     *
     * @param body of the answer, which claimed to be a certificate
     * @param at   when it came
     */
    Optional<String> faultOf(SigningRequests.Expected expected, Bytes body, Instant at);
}
