/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.x509.Bytes;
import java.time.Instant;
import java.util.List;

/** A certificate that passed every check of ours and may leave. Only {@link CertificateAuthority} makes one. */
public final class IssuedCertificate {
    IssuedCertificate() {}

    public Bytes der() {
        throw new IllegalStateException("to come");
    }

    public Bytes serial() {
        throw new IllegalStateException("to come");
    }

    public Instant notBefore() {
        throw new IllegalStateException("to come");
    }

    public Instant notAfter() {
        throw new IllegalStateException("to come");
    }

    public Principal principal() {
        throw new IllegalStateException("to come");
    }

    /** The log's promise inside the certificate, or that there is no log. */
    public LogReceipt receipt() {
        throw new IllegalStateException("to come");
    }

    /** Leaf first, root last, each as PEM without a final newline. */
    public List<String> pemChain() {
        throw new IllegalStateException("to come");
    }
}
