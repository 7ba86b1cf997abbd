/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A CA certificate to be: everything but the keys.
 *
 * @param pathLength  how many CAs may stand below
 * @param codeSigning whether it says that leaves below it are for signing code; a root leaves that to those below
 */
record CaDraft(X500Name subject, Instant start, Instant end, int pathLength, boolean codeSigning) {
    private static final int SERIAL_BITS = 159;

    /** Who signs a certificate: itself, or a CA above it. */
    record Signer(X500Name name, KeyPair keys, CaKeyType type) {}

    /** The certificate for a key that signs it itself. */
    X509Certificate selfSigned(KeyPair keys, CaKeyType type, Provider provider, SecureRandom random) {
        return certificate(info(keys), new Signer(subject, keys, type), provider, random);
    }

    X509Certificate signedBy(Signer signer, KeyPair keys, Provider provider, SecureRandom random) {
        return certificate(info(keys), signer, provider, random);
    }

    private X509Certificate certificate(
            SubjectPublicKeyInfo key, Signer signer, Provider provider, SecureRandom random) {
        var serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        var builder =
                new X509v3CertificateBuilder(signer.name(), serial, Date.from(start), Date.from(end), subject, key);
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            if (codeSigning) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
            }
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            var identifier = KeyIdentifiers.sha256(key);
            builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier));
            if (!subject.equals(signer.name())) {
                var above = KeyIdentifiers.sha256(info(signer.keys()));
                builder.addExtension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(above));
            }
            var content = new JcaContentSignerBuilder(signer.type().signature())
                    .setProvider(provider)
                    .build(signer.keys().getPrivate());
            return parsed(builder.build(content).getEncoded());
        } catch (IOException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("a certificate of our own making cannot be made", e);
        }
    }

    private static X509Certificate parsed(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static SubjectPublicKeyInfo info(KeyPair keys) {
        return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    }
}
