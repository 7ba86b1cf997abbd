/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** The certificates above a leaf, issuing CA first and root last, with what is derived from them worked out once. */
public final class IssuingChain {
    private final List<X509Certificate> certificates;

    public IssuingChain(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Each certificate as PEM without a final newline, in order, as answers carry them after the leaf. */
    public List<String> pem() {
        throw new IllegalStateException("to come");
    }

    /** When the first certificate of the chain expires. No leaf outlives it. */
    public Instant end() {
        throw new IllegalStateException("to come");
    }
}
