/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.identity.Principal;
import dev.bulla.ca.x509.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A certificate that passed every check of ours and may leave. Only {@link CertificateAuthority} makes one. */
public final class IssuedCertificate {
    private final Bytes der;
    private final CertificateContent content;
    private final LogReceipt receipt;

    IssuedCertificate(Bytes der, CertificateContent content, LogReceipt receipt) {
        this.der = der;
        this.content = content;
        this.receipt = receipt;
    }

    public Bytes der() {
        return der;
    }

    public Bytes serial() {
        return content.serial();
    }

    public Instant notBefore() {
        return content.validity().notBefore();
    }

    public Instant notAfter() {
        return content.validity().notAfter();
    }

    public Principal principal() {
        return content.principal();
    }

    /** The certificates above it, issuing CA first and root last. */
    public IssuingChain chain() {
        return content.chain();
    }

    /** The log's promise inside the certificate, or that there is no log. */
    public LogReceipt receipt() {
        return receipt;
    }

    /** Leaf first, root last, each as PEM without a final newline. */
    public List<String> pemChain() {
        var chain = new ArrayList<String>(1 + chain().pem().size());
        chain.add(CertificatePem.of(der));
        chain.addAll(chain().pem());
        return Collections.unmodifiableList(chain);
    }
}
