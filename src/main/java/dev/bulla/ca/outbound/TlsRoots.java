/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.outbound;

import dev.bulla.ca.x509.Bytes;
import dev.bulla.ca.x509.PemText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificates that a server's certificate over TLS must lead to. */
public final class TlsRoots {
    private final List<X509Certificate> certificates;

    private TlsRoots(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Those of the system: the file that {@code SSL_CERT_FILE} names, as for the original, or else Java's own.
     *
     * @throws IllegalArgumentException if that file cannot be read or holds no certificate
     */
    public static TlsRoots system(Map<String, String> environment) {
        return new TlsRoots(ofSystem(environment));
    }

    /**
     * Those of the system, and those in a PEM text.
     *
     * @throws IllegalArgumentException if there is no certificate in the text
     */
    public static TlsRoots systemAnd(String pem, Map<String, String> environment) {
        var roots = new ArrayList<>(ofSystem(environment));
        roots.addAll(read(Bytes.utf8(pem), "the text"));
        return new TlsRoots(roots);
    }

    /**
     * Those of the system, and those in a PEM file.
     *
     * @throws IllegalArgumentException if the file cannot be read or holds no certificate
     */
    public static TlsRoots systemAnd(Path file, Map<String, String> environment) {
        var roots = new ArrayList<>(ofSystem(environment));
        roots.addAll(read(file));
        return new TlsRoots(roots);
    }

    /**
     * Those in a PEM file, and no others.
     *
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    public static TlsRoots only(Path file) {
        return new TlsRoots(read(file));
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** What a client speaks TLS with that believes these and no others. */
    public SSLContext context() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var root : certificates) {
                store.setCertificateEntry("root " + store.size(), root);
            }
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK brings TLS with it", e);
        }
    }

    private static List<X509Certificate> ofSystem(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("SSL_CERT_FILE"))
                .filter(file -> !file.isEmpty())
                .map(file -> read(Path.of(file)))
                .orElseGet(TlsRoots::ofJava);
    }

    private static List<X509Certificate> ofJava() {
        try {
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init((KeyStore) null);
            return Arrays.stream(trust.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Java's own TLS roots cannot be read", e);
        }
    }

    private static List<X509Certificate> read(Path file) {
        try {
            return read(Bytes.of(Files.readAllBytes(file)), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException("the TLS roots cannot be read: " + e, e);
        }
    }

    private static List<X509Certificate> read(Bytes pem, String where) {
        var text = new PemText(pem);
        var roots = new ArrayList<X509Certificate>();
        for (var block = text.next(); block.isPresent(); block = text.next()) {
            if (block.get().label().equals("CERTIFICATE")) {
                roots.add(decode(block.get().content(), where));
            }
        }
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("failed to append TLS CA certificate: there is none in " + where);
        }
        return roots;
    }

    private static X509Certificate decode(Bytes der, String where) {
        try (var in = new ByteArrayInputStream(der.array())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (CertificateException | IOException e) {
            throw new IllegalArgumentException(
                    "failed to append TLS CA certificate: one in " + where + " cannot be decoded", e);
        }
    }
}
