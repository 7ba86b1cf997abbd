/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority that names servers and clients for TLS, all of it made in the test that needs it. */
public final class TlsPki {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Name name;
    private final KeyPair keys = KeyKind.P256.generate(Crypto.bouncyCastle());
    private final X509Certificate root;

    public TlsPki(String commonName) {
        name = new X500Name("CN=" + commonName);
        root = certificate(name, keys, Wish.usual().as(KeyPurposeId.anyExtendedKeyUsage), true);
    }

    /** What a certificate shall say. */
    public record Wish(KeyKind kind, KeyPurposeId purpose, Instant start, Instant end) {
        public static Wish usual() {
            var now = Instant.now();
            return new Wish(
                    KeyKind.P256,
                    KeyPurposeId.id_kp_serverAuth,
                    now.minus(Duration.ofHours(1)),
                    now.plus(Duration.ofDays(90)));
        }

        public Wish with(KeyKind other) {
            return new Wish(other, purpose, start, end);
        }

        public Wish as(KeyPurposeId other) {
            return new Wish(kind, other, start, end);
        }

        public Wish between(Instant first, Instant last) {
            return new Wish(kind, purpose, first, last);
        }
    }

    /** A key and its certificate. */
    public record Party(KeyPair keys, X509Certificate certificate) {
        public String chainPem() {
            return pem(certificate);
        }

        public String keyPem() {
            return TestKey.pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }

        /** Into a folder, as {@code tls.crt} and {@code tls.key}. */
        public void write(Path folder) throws IOException {
            Files.writeString(folder.resolve("tls.crt"), chainPem());
            Files.writeString(folder.resolve("tls.key"), keyPem());
        }
    }

    /** A server called {@code localhost} and 127.0.0.1. */
    public Party server() {
        return issue(Wish.usual());
    }

    public Party client() {
        return issue(Wish.usual().as(KeyPurposeId.id_kp_clientAuth));
    }

    public Party issue(Wish wish) {
        var pair = wish.kind().generate(Crypto.bouncyCastle());
        return new Party(pair, certificate(new X500Name("CN=" + new BigInteger(40, RANDOM)), pair, wish, false));
    }

    public String rootPem() {
        return pem(root);
    }

    /** A client that believes this authority and has no certificate. */
    public SSLContext clientContext() {
        return context(null);
    }

    /** A client that believes this authority and shows a certificate. */
    public SSLContext clientContext(Party client) {
        return context(client);
    }

    /** A server with this certificate. */
    public SSLContext serverContext(Party server) {
        return context(server);
    }

    private SSLContext context(@Nullable Party own) {
        try {
            var trusted = store();
            trusted.setCertificateEntry("root", root);
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var shown = store();
            if (own != null) {
                shown.setKeyEntry("me", own.keys().getPrivate(), new char[0], new Certificate[] {own.certificate()});
            }
            var keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(shown, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK brings TLS with it", e);
        }
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private X509Certificate certificate(X500Name subject, KeyPair pair, Wish wish, boolean authority) {
        try {
            // Clients that are strict want to see which key is whose.
            var identifiers = new JcaX509ExtensionUtils();
            var builder = new X509v3CertificateBuilder(
                    name,
                    new BigInteger(100, RANDOM),
                    Date.from(wish.start()),
                    Date.from(wish.end()),
                    subject,
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
                builder.addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        identifiers.createSubjectKeyIdentifier(pair.getPublic()));
            } else {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wish.purpose()));
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                }));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(builder.build(signer).getEncoded()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("certificates of our own making", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return TestKey.pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was decoded before", e);
        }
    }

    /**
     * A folder as Kubernetes mounts a secret: the files are links through {@code ..data}, and a new secret is one link turned
     * in one step.
     */
    public static final class Mounted {
        private final Path folder;
        private int version;

        public Mounted(Path folder, Party first) throws IOException {
            this.folder = folder;
            put(first);
            for (var name : new String[] {"tls.crt", "tls.key"}) {
                Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
            }
        }

        public Path chain() {
            return folder.resolve("tls.crt");
        }

        public Path key() {
            return folder.resolve("tls.key");
        }

        public void put(Party party) throws IOException {
            put(party.chainPem(), party.keyPem());
        }

        public void put(String chain, String key) throws IOException {
            var next = Files.createDirectory(folder.resolve("..version_" + ++version));
            Files.writeString(next.resolve("tls.crt"), chain);
            Files.writeString(next.resolve("tls.key"), key);
            var link = Files.createSymbolicLink(folder.resolve("..data_tmp"), next.getFileName());
            try {
                Files.move(
                        link,
                        folder.resolve("..data"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                throw new IllegalStateException("this file system cannot do what Kubernetes does", e);
            }
        }
    }
}
