/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.timestamp.StampingChain;
import dev.bulla.ca.timestamp.StampingKey;
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
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key that stamps times, with a leaf and a root. Built by Bouncy Castle, so that nothing of ours vouches for itself. */
public final class TestStamps implements StampingKey {
    public static final X500Name LEAF = new X500Name("O=example.com,CN=stamps");
    private static final X500Name ROOT = new X500Name("O=example.com,CN=stamps root");

    private final KeyKind kind;
    private final KeyPair keys;
    private final StampingChain chain;
    private final Crypto crypto;
    private boolean lying;

    private TestStamps(KeyKind kind, KeyPair keys, StampingChain chain, Crypto crypto) {
        this.kind = kind;
        this.keys = keys;
        this.chain = chain;
        this.crypto = crypto;
    }

    /** An authority that began a day before and lasts a year. */
    public static TestStamps of(KeyKind kind, Instant now, Crypto crypto) {
        var rootKeys = kind.generate(crypto);
        var keys = kind.generate(crypto);
        try {
            var leaf = certificate(LEAF, keys, now);
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            leaf.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            var root = certificate(ROOT, rootKeys, now);
            root.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            var chain = List.of(signed(leaf, rootKeys, kind), signed(root, rootKeys, kind));
            return new TestStamps(kind, keys, new StampingChain(chain, crypto), crypto);
        } catch (IOException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("certificates of our own making", e);
        }
    }

    /** From now on its signatures are those of another content. */
    public void lie() {
        lying = true;
    }

    @Override
    public StampingChain chain() {
        return chain;
    }

    @Override
    public byte[] sign(byte[] toBeSigned) {
        try {
            var signature = crypto.signature(kind.signature());
            signature.initSign(keys.getPrivate());
            signature.update(toBeSigned, 0, lying ? toBeSigned.length - 1 : toBeSigned.length);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key just made signs", e);
        }
    }

    private static JcaX509v3CertificateBuilder certificate(X500Name subject, KeyPair keys, Instant now) {
        return new JcaX509v3CertificateBuilder(
                ROOT,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(365))),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair by, KeyKind kind)
            throws OperatorCreationException, CertificateException {
        var signer = new JcaContentSignerBuilder(kind.signature())
                .setProvider(Crypto.bouncyCastle().complete())
                .build(by.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
