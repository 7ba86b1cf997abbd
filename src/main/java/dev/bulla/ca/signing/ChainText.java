/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.Pem;
import dev.bulla.ca.x509.PemText;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads a chain of certificates from PEM text: blocks one after another, whatever their labels, and nothing behind them. */
final class ChainText {
    private static final String ADVICE = "the chain file must hold certificates in PEM, issuing CA first and root last";

    private ChainText() {}

    static List<X509Certificate> read(Bytes text) {
        var blocks = new PemText(text);
        var chain = new ArrayList<X509Certificate>();
        while (!blocks.isExhausted()) {
            chain.add(blocks.next()
                    .map(ChainText::certificate)
                    .orElseThrow(() -> new UnusableKeyException("error during PEM decoding", ADVICE)));
        }
        return List.copyOf(chain);
    }

    private static X509Certificate certificate(Pem block) {
        var der = block.content().array();
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (certificate.getEncoded().length != der.length) {
                throw new UnusableKeyException("x509: trailing data", ADVICE);
            }
            return certificate;
        } catch (CertificateException e) {
            throw new UnusableKeyException("x509: malformed certificate", ADVICE, e);
        }
    }
}
