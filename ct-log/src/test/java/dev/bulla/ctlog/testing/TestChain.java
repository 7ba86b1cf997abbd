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
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root, an authority below it and what that authority signs. Bouncy Castle encodes and signs all of it. */
public final class TestChain {
    public static final Instant NOT_AFTER = Instant.parse("2026-06-01T12:00:00Z");

    private static final KeyPair LEAF_KEYS = TestKeys.P256.make();

    private final Signing root;
    private final Signing authority;
    private final List<Bytes> certificates;

    /** How a certificate is signed, and by whom. */
    private record Signing(String name, KeyPair keys, String algorithm) {
        Bytes sign(String subject, KeyPair certified, Instant notAfter, List<Extension> extensions) {
            try {
                var builder = new X509v3CertificateBuilder(
                        new X500Name(name),
                        BigInteger.valueOf(4711),
                        Date.from(notAfter.minusSeconds(600)),
                        Date.from(notAfter),
                        new X500Name(subject),
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
    }

    private TestChain(Signing authority) {
        this.root = new Signing("CN=test root", TestKeys.P256.make(), "SHA256withECDSA");
        this.authority = authority;
        this.certificates = List.of(
                root.sign(authority.name(), authority.keys(), NOT_AFTER, authorityExtensions()),
                root.sign(root.name(), root.keys(), NOT_AFTER, authorityExtensions()));
    }

    public static TestChain of(TestKeys kind) {
        return signingWith(kind.make(), kind.signature());
    }

    /** A chain whose authority signs with an algorithm of its own choice. */
    public static TestChain signingWith(KeyPair keys, String algorithm) {
        return new TestChain(new Signing("CN=test authority", keys, algorithm));
    }

    /** The authority's certificate and the root. */
    public List<Bytes> certificates() {
        return certificates;
    }

    /** A precertificate for code signing that differs from others by its name. */
    public Bytes precertificate(String subject) {
        return leaf(subject, NOT_AFTER, List.of(codeSigning(), TestAuthority.POISON));
    }

    public Bytes leaf(String subject, Instant notAfter, List<Extension> extensions) {
        return authority.sign("CN=" + subject, LEAF_KEYS, notAfter, extensions);
    }

    /** A submission: this certificate and those above it. */
    public List<Bytes> below(Bytes leaf) {
        return List.of(leaf, certificates.getFirst(), certificates.getLast());
    }

    public static Extension codeSigning() {
        return usage(KeyPurposeId.id_kp_codeSigning);
    }

    public static Extension usage(KeyPurposeId... purposes) {
        return TestAuthority.extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    private static List<Extension> authorityExtensions() {
        return List.of(TestAuthority.extension(Extension.basicConstraints, true, new BasicConstraints(true)));
    }
}
