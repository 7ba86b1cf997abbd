/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import dev.bulla.ctlog.codec.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** One that signs certificates, and who certified it. Bouncy Castle encodes and signs. */
public final class TestTree {
    private static final Instant NOT_AFTER = TestChain.NOT_AFTER;
    private static final String ECDSA = TestKeys.P256.signature();

    private final String name;
    private final KeyPair keys;
    private final List<Bytes> certificates;

    private TestTree(String name, KeyPair keys, List<Bytes> certificates) {
        this.name = name;
        this.keys = keys;
        this.certificates = certificates;
    }

    /** An authority that signed its own certificate. */
    public static TestTree root(String name) {
        var keys = TestKeys.P256.make();
        return new TestTree(name, keys, List.of(new TestTree(name, keys, List.of()).signed(name, keys, ca(), ECDSA)));
    }

    /** An authority that this one certified. */
    public TestTree authority(String below) {
        return authority(below, ca(), ECDSA);
    }

    /** The same with these extensions and under a signature of this kind. */
    public TestTree authority(String below, List<Extension> extensions, String algorithm) {
        var own = TestKeys.P256.make();
        return new TestTree(below, own, above(signed(below, own, extensions, algorithm)));
    }

    /** Its own certificate, those above it, and the root at last. */
    public List<Bytes> certificates() {
        return certificates;
    }

    /** This certificate and all above it. */
    public List<Bytes> above(Bytes certificate) {
        return Stream.concat(Stream.of(certificate), certificates.stream()).toList();
    }

    /** A precertificate with all above it. */
    public List<Bytes> precertificate(String subject) {
        var extensions = List.of(TestChain.codeSigning(), TestAuthority.POISON);
        return above(signed(subject, TestKeys.P256.make(), extensions, ECDSA));
    }

    private Bytes signed(String subject, KeyPair certified, List<Extension> extensions, String algorithm) {
        try {
            var builder = new X509v3CertificateBuilder(
                    new X500Name("CN=" + name),
                    BigInteger.valueOf(4711),
                    Date.from(NOT_AFTER.minusSeconds(600)),
                    Date.from(NOT_AFTER),
                    new X500Name("CN=" + subject),
                    SubjectPublicKeyInfo.getInstance(certified.getPublic().getEncoded()));
            for (var extension : extensions) {
                builder.addExtension(extension);
            }
            var signer = new JcaContentSignerBuilder(algorithm)
                    .setProvider(Providers.BOUNCY_CASTLE)
                    .build(keys.getPrivate());
            return Bytes.view(builder.build(signer).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the key signs", e);
        }
    }

    private static List<Extension> ca() {
        return List.of(TestAuthority.extension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }
}
