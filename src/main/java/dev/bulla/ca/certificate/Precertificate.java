/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.LoggedEntry;

/** A signed precertificate with the snapshot of key and chain that made it. Only {@link CertificateAuthority} makes one. */
public final class Precertificate {
    Precertificate() {}

    public Bytes der() {
        throw new IllegalStateException("to come");
    }

    /** The chain a log wants after it, issuing CA first, root included. */
    public IssuingChain chain() {
        throw new IllegalStateException("to come");
    }

    /** What a log signs for it. */
    public LoggedEntry entry() {
        throw new IllegalStateException("to come");
    }

    public Bytes serial() {
        throw new IllegalStateException("to come");
    }
}
