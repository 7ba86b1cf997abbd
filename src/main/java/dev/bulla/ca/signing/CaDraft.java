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
import org.bouncycastle.operator.ContentSigner;
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

    /** The certificate for a key that signs it itself. */
    X509Certificate selfSigned(KeyPair keys, CaKeyType type, Provider provider, SecureRandom random) {
        try {
            return certificate(builder(subject, info(keys), random), signer(keys, type, provider));
        } catch (IOException | OperatorCreationException | CertificateException e) {
            throw unmakeable(e);
        }
    }

    X509Certificate signedBy(Issuer issuer, KeyPair keys, Provider provider, SecureRandom random) {
        try {
            var builder = builder(issuer.name(), info(keys), random)
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new AuthorityKeyIdentifier(issuer.keyIdentifier()));
            return certificate(builder, issuer.signer(provider));
        } catch (IOException | OperatorCreationException | CertificateException e) {
            throw unmakeable(e);
        }
    }

    private static ContentSigner signer(KeyPair keys, CaKeyType type, Provider provider)
            throws OperatorCreationException {
        return new JcaContentSignerBuilder(type.signature())
                .setProvider(provider)
                .build(keys.getPrivate());
    }

    private X509v3CertificateBuilder builder(X500Name issuer, SubjectPublicKeyInfo key, SecureRandom random)
            throws IOException {
        var serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        var builder = new X509v3CertificateBuilder(issuer, serial, Date.from(start), Date.from(end), subject, key);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        if (codeSigning) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
        }
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        return builder.addExtension(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifiers.sha256(key)));
    }

    private static X509Certificate certificate(X509v3CertificateBuilder builder, ContentSigner signer)
            throws IOException, CertificateException {
        return parsed(builder.build(signer).getEncoded());
    }

    private static IllegalStateException unmakeable(Exception e) {
        return new IllegalStateException("a certificate of our own making cannot be made", e);
    }

    private static X509Certificate parsed(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static SubjectPublicKeyInfo info(KeyPair keys) {
        return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    }
}
