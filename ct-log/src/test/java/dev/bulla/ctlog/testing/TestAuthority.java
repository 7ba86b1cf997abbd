/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that signs any list of extensions, forbidden ones included. Bouncy Castle encodes all of it, so that a
 * certificate made without an extension shows what taking the extension out must leave.
 */
public final class TestAuthority {
    public static final Extension POISON =
            new Extension(oid("1.3.6.1.4.1.11129.2.4.3"), true, encoded(DERNull.INSTANCE));

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final TestKeys kind;
    private final KeyPair keys;
    private final String name;
    private final KeyPair subject;

    public TestAuthority(TestKeys kind, String name) {
        this(kind, name, TestKeys.P256.make());
    }

    private TestAuthority(TestKeys kind, String name, KeyPair subject) {
        this.kind = kind;
        this.keys = kind.make();
        this.name = name;
        this.subject = subject;
    }

    /** An authority with another name and key, whose certificates are the same in all else. */
    public TestAuthority renamed(String otherName) {
        return new TestAuthority(kind, otherName, subject);
    }

    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /** A certificate with these extensions. Beside them and the signature all its certificates are the same. */
    public byte[] certificate(List<Extension> extensions) {
        try {
            var signer = new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
            signer.getOutputStream().write(tbs(extensions));
            var fields = new ASN1EncodableVector();
            fields.add(DERSequence.getInstance(tbs(extensions)));
            fields.add(signer.getAlgorithmIdentifier());
            fields.add(new DERBitString(signer.getSignature()));
            return encoded(new DERSequence(fields));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the key signs", e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** The authority's own certificate, signed by itself. */
    public byte[] root() {
        try {
            var start = Date.from(START);
            var own = SubjectPublicKeyInfo.getInstance(publicKey());
            var named = new X500Name("CN=" + name);
            var signer = new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
            return new X509v3CertificateBuilder(named, BigInteger.ONE, start, start, named, own)
                    .build(signer)
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the key signs", e);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** What is signed in a certificate with these extensions. */
    public byte[] tbs(List<Extension> extensions) {
        try {
            var signer = new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
            var fields = new ASN1EncodableVector();
            fields.add(new DERTaggedObject(true, 0, new ASN1Integer(2)));
            fields.add(new ASN1Integer(new BigInteger("1234567890")));
            fields.add(signer.getAlgorithmIdentifier());
            fields.add(new X500Name("CN=" + name));
            fields.add(new DERSequence(
                    new Time[] {new Time(Date.from(START)), new Time(Date.from(START.plusSeconds(600)))}));
            fields.add(new DERSequence());
            fields.add(SubjectPublicKeyInfo.getInstance(subject.getPublic().getEncoded()));
            if (!extensions.isEmpty()) {
                fields.add(new DERTaggedObject(true, 3, new DERSequence(extensions.toArray(Extension[]::new))));
            }
            return encoded(new DERSequence(fields));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("the key signs", e);
        }
    }

    /** What a leaf commonly holds, without the authority key identifier. */
    public static List<Extension> usual() {
        return List.of(
                extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
                extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)),
                new Extension(oid("1.3.6.1.4.1.57264.1.1"), false, new byte[200]));
    }

    /** A list with one more extension at a place. */
    public static List<Extension> with(List<Extension> extensions, int place, Extension added) {
        var all = new ArrayList<>(extensions);
        all.add(place, added);
        return List.copyOf(all);
    }

    /** An authority key identifier of twenty equal bytes. */
    public static Extension authorityKey(int repeated) {
        var identifier = new byte[20];
        Arrays.fill(identifier, (byte) repeated);
        return extension(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier));
    }

    /** The extension that holds a list of timestamps, both wrappings included. */
    public static Extension timestampList(byte[] tls) {
        return extension(oid("1.3.6.1.4.1.11129.2.4.2"), false, new DEROctetString(tls));
    }

    public static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Object value) {
        return new Extension(oid, critical, encoded(value));
    }

    public static ASN1ObjectIdentifier oid(String text) {
        return new ASN1ObjectIdentifier(text);
    }

    private static byte[] encoded(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }
}
