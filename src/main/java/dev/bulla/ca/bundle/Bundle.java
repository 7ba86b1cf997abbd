/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bundle;

import dev.bulla.ca.x509.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A signature and what is needed to verify it. It is a claim: {@link BundleVerifier} decides what it is worth.
 *
 * @param certificate of the key that signed. Those above it come from the trusted root, whatever the bundle brings
 * @param entries     of logs of signatures
 * @param timestamps  replies of time-stamping authorities (RFC 3161)
 */
public record Bundle(
        X509Certificate certificate, SignedContent content, List<SignatureEntry> entries, List<Bytes> timestamps) {
    public Bundle {
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }

    Bytes encodedCertificate() {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was parsed has an encoding", e);
        }
    }
}
