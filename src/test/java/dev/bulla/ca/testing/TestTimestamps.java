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
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A time-stamping authority (RFC 3161) under a root of its own, by Bouncy Castle, so that nothing of ours vouches for itself.
 * It can be told to work by a wrong clock.
 */
public final class TestTimestamps {
    private static final Provider PROVIDER = Crypto.bouncyCastle().complete();
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final X500Name ROOT = new X500Name("O=example.com,CN=test timestamps root");
    private static final X500Name LEAF = new X500Name("O=example.com,CN=test timestamps");
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2");

    private final KeyPair keys;
    private final List<X509Certificate> chain;
    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    private TestTimestamps(KeyPair keys, List<X509Certificate> chain, InstantSource clock) {
        this.keys = keys;
        this.chain = List.copyOf(chain);
        this.clock = clock;
    }

    /** An authority that began a day before and lasts a year. */
    public static TestTimestamps of(InstantSource clock) {
        return of(clock, KeyPurposeId.id_kp_timeStamping);
    }

    /** @param purpose what its certificate says it is for */
    public static TestTimestamps of(InstantSource clock, KeyPurposeId purpose) {
        var crypto = Crypto.bouncyCastle();
        var rootKeys = KeyKind.P256.generate(crypto);
        var keys = KeyKind.P256.generate(crypto);
        try {
            var root = builder(ROOT, rootKeys, 1, clock.instant());
            root.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            var leaf = builder(LEAF, keys, new SecureRandom().nextLong(2, Long.MAX_VALUE), clock.instant());
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            leaf.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            var chain = new ArrayList<X509Certificate>();
            chain.add(signed(leaf, rootKeys));
            chain.add(signed(root, rootKeys));
            return new TestTimestamps(keys, chain, clock);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("certificates of our own making", e);
        }
    }

    private static X509v3CertificateBuilder builder(X500Name name, KeyPair keys, long serial, Instant now) {
        return new X509v3CertificateBuilder(
                ROOT,
                BigInteger.valueOf(serial),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(365))),
                name,
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair by)
            throws OperatorCreationException, GeneralSecurityException {
        var signer =
                new JcaContentSignerBuilder(ALGORITHM).setProvider(PROVIDER).build(by.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** Its certificate first, its root last. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Its clock is ahead by this much, or behind if it is negative. */
    public void setClockAhead(Duration ahead) {
        this.ahead = ahead;
    }

    /** The reply to a query. */
    public byte[] reply(byte[] query) throws IOException {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder()
                    .setProvider(PROVIDER)
                    .build();
            var signer = new JcaSimpleSignerInfoGeneratorBuilder()
                    .setProvider(PROVIDER)
                    .build(ALGORITHM, keys.getPrivate(), chain.getFirst());
            var tokens = new TimeStampTokenGenerator(signer, digests.get(sha256()), POLICY);
            var now = clock.instant().plus(ahead);
            return new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()))
                    .generate(new TimeStampRequest(query), BigInteger.TEN, Date.from(now))
                    .getEncoded();
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new IOException("no reply", e);
        }
    }

    private static AlgorithmIdentifier sha256() {
        return new AlgorithmIdentifier(TSPAlgorithms.SHA256);
    }
}
