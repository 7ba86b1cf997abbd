/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that an issuer's server may show a certificate of. */
final class TrustedRoots {
    private TrustedRoots() {}

    /** Those of the Java runtime and those of the PEM text. */
    static SSLContext systemAnd(String pem) {
        var added = read(pem);
        try {
            var roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            var all = new ArrayList<Certificate>(system());
            all.addAll(added);
            for (var root : all) {
                roots.setCertificateEntry("root-" + roots.size(), root);
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trustIn(roots).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java runtime can trust certificates", e);
        }
    }

    private static Collection<? extends Certificate> read(String pem) {
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("must be certificates in PEM", e);
        }
        throw new IllegalArgumentException("must hold a certificate in PEM");
    }

    private static List<? extends Certificate> system() throws GeneralSecurityException {
        return Arrays.stream(trustIn(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toList();
    }

    private static TrustManagerFactory trustIn(@Nullable KeyStore roots) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory;
    }
}
