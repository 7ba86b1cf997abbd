/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.tls;

import dev.bulla.ca.signing.CertifiedKey;
import dev.bulla.ca.signing.ChainText;
import dev.bulla.ca.signing.UnusableKeyException;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Who a port says it is, and whom it lets in: what its files held at one moment, ready for connections. */
public final class TlsIdentity {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Those with forward secrecy that also authenticate what they encrypt. */
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    /** A client that comes again within this time is not asked for its certificate a second time. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final String SERVER_USAGE = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final String AUTHORITIES_ADVICE =
            "the file must hold the certificates of authorities in PEM, and nothing else";

    private final X509Certificate certificate;
    private final SSLContext context;
    private final boolean asksClients;

    private TlsIdentity(X509Certificate certificate, SSLContext context, boolean asksClients) {
        this.certificate = certificate;
        this.context = context;
        this.asksClients = asksClients;
    }

    /** Throws {@link UnusableKeyException} for what no client could connect to. */
    static TlsIdentity of(TlsFiles.Contents contents, String password) {
        var key = CertifiedKey.read(contents.chain(), contents.key(), password);
        var certificate = key.chain().getFirst();
        requireServer(certificate);
        try {
            var trust = contents.clientAuthorities().map(TlsIdentity::trust);
            var context = SSLContext.getInstance("TLS");
            context.init(keys(key).getKeyManagers(), trust.orElse(null), null);
            context.getServerSessionContext().setSessionTimeout((int) REMEMBERED.toSeconds());
            return new TlsIdentity(certificate, context, trust.isPresent());
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableKeyException(
                    "TLS cannot be set up with these files", "have the certificate issued anew", e);
        }
    }

    private static void requireServer(X509Certificate certificate) {
        try {
            var usages = certificate.getExtendedKeyUsage();
            if (usages != null && !usages.contains(SERVER_USAGE) && !usages.contains(ANY_USAGE)) {
                throw new UnusableKeyException(
                        "the certificate is for no server", "have it issued with extendedKeyUsage = serverAuth");
            }
        } catch (CertificateParsingException e) {
            throw new UnusableKeyException("x509: invalid extended key usages", "have the certificate issued anew", e);
        }
    }

    private static KeyManagerFactory keys(CertifiedKey key) throws GeneralSecurityException, IOException {
        var store = emptyStore();
        store.setKeyEntry("server", key.key(), new char[0], key.chain().toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        return keys;
    }

    private static TrustManager[] trust(Bytes pem) {
        var authorities = ChainText.read(pem, AUTHORITIES_ADVICE);
        if (authorities.isEmpty()) {
            throw new UnusableKeyException("there is no authority for clients in the file", AUTHORITIES_ADVICE);
        }
        try {
            var store = emptyStore();
            for (var authority : authorities) {
                store.setCertificateEntry("authority " + store.size(), authority);
            }
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            return trust.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableKeyException("the authorities for clients cannot be used", AUTHORITIES_ADVICE, e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** The server's side of a connection that begins now. */
    SSLEngine engine() {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters());
        return engine;
    }

    SSLParameters parameters() {
        var parameters = new SSLParameters(SUITES, PROTOCOLS);
        if (asksClients) {
            parameters.setNeedClientAuth(true);
        }
        return parameters;
    }

    SSLContext context() {
        return context;
    }

    /** When its certificate begins to count. */
    public Instant start() {
        return certificate.getNotBefore().toInstant();
    }

    /** When its certificate ends. */
    public Instant end() {
        return certificate.getNotAfter().toInstant();
    }

    /** What keeps clients from believing the certificate at this moment. */
    public Optional<String> trouble(Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return Optional.empty();
        } catch (CertificateExpiredException e) {
            return Optional.of("the certificate ended at " + end());
        } catch (CertificateNotYetValidException e) {
            return Optional.of("the certificate does not count before " + start());
        }
    }

    /** Whom the certificate is for, for people. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal() + " until " + end();
    }
}
