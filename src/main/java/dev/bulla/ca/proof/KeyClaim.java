/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.proof;

import dev.bulla.ca.x509.Bytes;

/** A key somebody says they hold, and what they offer to show it. Nothing is believed because of it. */
public sealed interface KeyClaim {

    /** A certificate signing request in PEM. Only its key and its own signature count. */
    record Csr(Bytes pem) implements KeyClaim {}

    /** A public key (PEM, or DER where the protocol allows it) and a signature of the challenge. */
    record SignedChallenge(Bytes publicKey, Bytes signature) implements KeyClaim {}
}
