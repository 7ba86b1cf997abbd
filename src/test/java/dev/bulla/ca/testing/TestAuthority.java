/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.crypto.Crypto;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A throwaway CA: a root, an intermediate that signs, and both their keys. Built by Bouncy Castle, so that nothing of ours
 * vouches for itself.
 */
public final class TestAuthority implements IssuingKey {
    private static final X500Name ROOT = new X500Name("O=example.com,CN=test root");
    private static final X500Name INTERMEDIATE = new X500Name("O=example.com,CN=test intermediate");

    private final KeyKind kind;
    private final KeyPair keys;
    private final IssuingChain chain;
    private final Crypto crypto;

    private TestAuthority(KeyKind kind, KeyPair keys, IssuingChain chain, Crypto crypto) {
        this.kind = kind;
        this.keys = keys;
        this.chain = chain;
        this.crypto = crypto;
    }

    /** A CA that began a day before and lasts a year. */
    public static TestAuthority of(KeyKind kind, Instant now, Crypto crypto) {
        return new Plan(kind, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365))).make(crypto);
    }

    @Override
    public IssuingChain chain() {
        return chain;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            var signature = crypto.signature(kind.signature());
            signature.initSign(keys.getPrivate());
            signature.update(toBeSigned);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key just made signs", e);
        }
    }

    /**
     * What the CA shall be like.
     *
     * @param keyIdentifier of the intermediate; the usual one where none is given, none at all where it is empty
     */
    public record Plan(
            KeyKind kind,
            X500Name name,
            Instant rootNotBefore,
            Instant rootNotAfter,
            Instant notBefore,
            Instant notAfter,
            Optional<byte[]> keyIdentifier) {

        public Plan(KeyKind kind, Instant notBefore, Instant notAfter) {
            this(kind, INTERMEDIATE, notBefore, notAfter, notBefore, notAfter, Optional.empty());
        }

        public Plan named(X500Name other) {
            return new Plan(kind, other, rootNotBefore, rootNotAfter, notBefore, notAfter, keyIdentifier);
        }

        public Plan rootFrom(Instant from, Instant to) {
            return new Plan(kind, name, from, to, notBefore, notAfter, keyIdentifier);
        }

        public Plan keyIdentifier(byte[] identifier) {
            return new Plan(
                    kind, name, rootNotBefore, rootNotAfter, notBefore, notAfter, Optional.of(identifier.clone()));
        }

        public TestAuthority make(Crypto crypto) {
            try {
                var rootKeys = kind.generate(crypto);
                var keys = kind.generate(crypto);
                var root = root(rootKeys);
                var intermediate = intermediate(rootKeys, keys);
                return new TestAuthority(kind, keys, new IssuingChain(List.of(intermediate, root), crypto), crypto);
            } catch (IOException | CertificateException | OperatorCreationException e) {
                throw new IllegalStateException("certificates of our own making", e);
            }
        }

        private X509Certificate root(KeyPair keys) throws IOException, CertificateException, OperatorCreationException {
            var builder = new X509v3CertificateBuilder(
                    ROOT, BigInteger.ONE, Date.from(rootNotBefore), Date.from(rootNotAfter), ROOT, publicKeyInfo(keys));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[] {1}));
            return signed(builder, keys);
        }

        private X509Certificate intermediate(KeyPair rootKeys, KeyPair keys)
                throws IOException, CertificateException, OperatorCreationException {
            var builder = new X509v3CertificateBuilder(
                    ROOT, BigInteger.TWO, Date.from(notBefore), Date.from(notAfter), name, publicKeyInfo(keys));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
            var identifier = keyIdentifier.orElse(new byte[] {7, 7, 7, 7, 7, 7, 7, 7});
            if (identifier.length > 0) {
                builder.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier));
            }
            return signed(builder, rootKeys);
        }

        private X509Certificate signed(X509v3CertificateBuilder builder, KeyPair by)
                throws CertificateException, OperatorCreationException {
            var bouncyCastle = Crypto.bouncyCastle().complete();
            var signer = new JcaContentSignerBuilder(kind.signature())
                    .setProvider(bouncyCastle)
                    .build(by.getPrivate());
            return new JcaX509CertificateConverter().setProvider(bouncyCastle).getCertificate(builder.build(signer));
        }

        private static SubjectPublicKeyInfo publicKeyInfo(KeyPair keys) {
            return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        }
    }
}
