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
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that an issuer's server may show a certificate of. */
final class TrustedRoots {
    private TrustedRoots() {}

    /** For connections that trust these certificates and no others. */
    static SSLContext contextOf(List<Certificate> roots) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var root : roots) {
                store.setCertificateEntry("root-" + store.size(), root);
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, trustIn(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java runtime can trust certificates", e);
        }
    }

    /** Those of the Java runtime, and these. */
    static List<Certificate> systemAnd(Collection<? extends Certificate> added) {
        try {
            var all = new ArrayList<Certificate>(added);
            for (var manager : trustIn(null).getTrustManagers()) {
                if (manager instanceof X509TrustManager system) {
                    all.addAll(List.of(system.getAcceptedIssuers()));
                }
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime trusts somebody", e);
        }
    }

    /** @throws IllegalArgumentException if the text holds no certificate, or a broken one */
    static Collection<? extends Certificate> read(String pem) {
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

    private static TrustManagerFactory trustIn(@Nullable KeyStore roots) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory;
    }
}
