/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** A certificate as bytes again. */
public final class CertificateDer {
    private CertificateDer() {}

    public static byte[] of(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was parsed has an encoding", e);
        }
    }
}
