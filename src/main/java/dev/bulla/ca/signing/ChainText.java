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
public final class ChainText {
    private static final String ADVICE = "the chain file must hold certificates in PEM, issuing CA first and root last";

    private ChainText() {}

    static List<X509Certificate> read(Bytes text) {
        return read(text, ADVICE);
    }

    /** @param advice what to do about a text that is none */
    public static List<X509Certificate> read(Bytes text, String advice) {
        var blocks = new PemText(text);
        var chain = new ArrayList<X509Certificate>();
        while (!blocks.isExhausted()) {
            chain.add(blocks.next()
                    .map(block -> certificate(block, advice))
                    .orElseThrow(() -> new UnusableKeyException("error during PEM decoding", advice)));
        }
        return List.copyOf(chain);
    }

    private static X509Certificate certificate(Pem block, String advice) {
        var der = block.content().array();
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (certificate.getEncoded().length != der.length) {
                throw new UnusableKeyException("x509: trailing data", advice);
            }
            return certificate;
        } catch (CertificateException e) {
            throw new UnusableKeyException("x509: malformed certificate", advice, e);
        }
    }
}
