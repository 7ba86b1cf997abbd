/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ctlog.LoggedEntry;
import java.time.Instant;

/** A signed precertificate with the snapshot of key and chain that made it. Only {@link CertificateAuthority} makes one. */
public final class Precertificate {
    private final Bytes der;
    private final LoggedEntry entry;
    private final Draft draft;

    Precertificate(Bytes der, LoggedEntry entry, Draft draft) {
        this.der = der;
        this.entry = entry;
        this.draft = draft;
    }

    public Bytes der() {
        return der;
    }

    /** The chain a log wants after it, issuing CA first, root included. */
    public IssuingChain chain() {
        return draft.content().chain();
    }

    /** What a log signs for it. */
    public LoggedEntry entry() {
        return entry;
    }

    public Bytes serial() {
        return draft.content().serial();
    }

    public Instant notBefore() {
        return draft.content().validity().notBefore();
    }

    public Instant notAfter() {
        return draft.content().validity().notAfter();
    }

    Instant madeAt() {
        return draft.madeAt();
    }

    Draft draft() {
        return draft;
    }
}
