/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.command;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates from what a person has at hand: PEM, several of them, or DER. */
final class CertificateReader {

    private CertificateReader() {}

    static List<X509Certificate> read(byte[] content) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var found = factory.generateCertificates(new ByteArrayInputStream(content));
            if (found.isEmpty()) {
                throw new CommandFailedException("no certificate was found: expected PEM or DER");
            }
            return found.stream().map(CertificateReader::x509).toList();
        } catch (CertificateException e) {
            throw new CommandFailedException("this is no certificate: expected PEM or DER (" + e.getMessage() + ")");
        }
    }

    /** A chain as authorities answer with it, certificate by certificate in PEM. */
    static List<X509Certificate> read(List<String> chain) {
        return read(String.join("\n", chain).getBytes(StandardCharsets.US_ASCII));
    }

    private static X509Certificate x509(Certificate certificate) {
        return (X509Certificate) certificate;
    }
}
