/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A bundle that was verified, and what came of it. Only {@link BundleVerifier} makes one. */
public final class Verified {
    private final Signer signer;
    private final List<Instant> moments;
    private final int promises;
    private final int entries;
    private final SignatureJudge.Judged content;

    Verified(Signer signer, List<Instant> moments, int promises, int entries, SignatureJudge.Judged content) {
        this.signer = signer;
        this.moments = List.copyOf(moments);
        this.promises = promises;
        this.entries = entries;
        this.content = content;
    }

    public Signer signer() {
        return signer;
    }

    /** When the signature existed, as authorities say that are believed. Empty if nobody was asked to say so. */
    public List<Instant> moments() {
        return moments;
    }

    /** How many logs promised the certificate. */
    public int promises() {
        return promises;
    }

    /** How many logs recorded the signature. */
    public int entries() {
        return entries;
    }

    /** Hash of the artifact. */
    public Digest digest() {
        return content.artifact();
    }

    public Optional<Statement> statement() {
        return content.statement();
    }
}
