/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A private certificate authority for TLS, with one server. */
public final class TestTls {
    private static final X500Name ROOT = new X500Name("CN=TLS root of a test");

    private final X509Certificate root;
    private final KeyStore server;

    private TestTls(X509Certificate root, KeyStore server) {
        this.root = root;
        this.server = server;
    }

    /** For a server that is called 127.0.0.1 and {@code log.test}. */
    public static TestTls create() {
        return create(
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "log.test"));
    }

    /** For a server of one name. */
    public static TestTls named(String name) {
        return create(new GeneralName(GeneralName.dNSName, name));
    }

    private static TestTls create(GeneralName... names) {
        try {
            var rootKeys = KeyKind.P256.generate(Crypto.bouncyCastle());
            var serverKeys = KeyKind.P256.generate(Crypto.bouncyCastle());
            var root = builder(ROOT, rootKeys).addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            var leaf = builder(new X500Name("CN=server"), serverKeys)
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            var store = KeyStore.getInstance("JKS");
            store.load(null, null);
            var chain = new Certificate[] {signed(leaf, rootKeys)};
            store.setKeyEntry("server", serverKeys.getPrivate(), new char[0], chain);
            return new TestTls(signed(root, rootKeys), store);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("certificates of our own making", e);
        }
    }

    /** The root in PEM: what a client must be given to believe the server. */
    public String rootPem() {
        try {
            var base64 = Base64.getMimeEncoder().encodeToString(root.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was encoded before", e);
        }
    }

    /** What the server speaks TLS with. */
    public SSLContext server() {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(server, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK brings TLS with it", e);
        }
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair keys) {
        var now = Instant.now();
        return new X509v3CertificateBuilder(
                ROOT,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                subject,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair by)
            throws GeneralSecurityException, OperatorCreationException {
        var provider = Crypto.bouncyCastle().complete();
        var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(provider)
                .build(by.getPrivate());
        return new JcaX509CertificateConverter().setProvider(provider).getCertificate(builder.build(signer));
    }
}
