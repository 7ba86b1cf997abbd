/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import dev.bulla.ca.x509.SubjectName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** The same certificate by another writer. */
final class BouncyCastleOracle {
    private static final String CLAIMS = "1.3.6.1.4.1.57264.1.";

    private BouncyCastleOracle() {}

    static byte[] certificate(CertificateContent content, Tail tail, byte[] signature) throws IOException {
        var issuer = content.chain().certificates().getFirst().getSubjectX500Principal();
        var builder = new X509v3CertificateBuilder(
                X500Name.getInstance(issuer.getEncoded()),
                new BigInteger(1, content.serial().array()),
                Date.from(content.validity().notBefore()),
                Date.from(content.validity().notAfter()),
                new X500Name(new org.bouncycastle.asn1.x500.RDN[0]),
                SubjectPublicKeyInfo.getInstance(content.publicKeyInfo().array()));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
        addKeyIdentifiers(builder, content);
        builder.addExtension(
                Extension.subjectAlternativeName,
                true,
                new GeneralNames(generalName(content.principal().name())));
        for (var claim : content.principal().extensions().entrySet()) {
            var number = claim.getKey().number();
            var text = claim.getValue();
            builder.addExtension(new Extension(
                    new ASN1ObjectIdentifier(CLAIMS + number),
                    false,
                    number <= 6 ? text.getBytes(StandardCharsets.UTF_8) : new DERUTF8String(text).getEncoded()));
        }
        addTail(builder, tail);
        return builder.build(signer(content.chain().algorithm().jcaName(), signature))
                .toASN1Structure()
                .getEncoded(ASN1Encoding.DER);
    }

    private static void addKeyIdentifiers(X509v3CertificateBuilder builder, CertificateContent content)
            throws IOException {
        if (content.keyIdentifier().isPresent()) {
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new SubjectKeyIdentifier(content.keyIdentifier().get().array()));
        }
        if (content.chain().keyIdentifier().isPresent()) {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                            content.chain().keyIdentifier().get().array()));
        }
    }

    private static GeneralName generalName(SubjectName name) {
        return switch (name) {
            case SubjectName.Email email -> new GeneralName(GeneralName.rfc822Name, email.value());
            case SubjectName.Uri uri ->
                new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(uri.value()));
            case SubjectName.Username username ->
                new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier(CLAIMS + 7),
                    new DERTaggedObject(true, 0, new DERUTF8String(username.value()))
                }));
        };
    }

    private static void addTail(X509v3CertificateBuilder builder, Tail tail) throws IOException {
        switch (tail) {
            case Tail.Poison poison ->
                builder.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3"), true, DERNull.INSTANCE);
            case Tail.Promise promise -> {
                var timestamp = promise.timestamp().encoded();
                var list = ByteBuffer.allocate(4 + timestamp.length)
                        .putShort((short) (2 + timestamp.length))
                        .putShort((short) timestamp.length)
                        .put(timestamp);
                builder.addExtension(
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), false, new DEROctetString(list.array()));
            }
            case Tail.Nothing nothing -> {}
        }
    }

    private static ContentSigner signer(String algorithm, byte[] signature) {
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
            }

            @Override
            public OutputStream getOutputStream() {
                return new ByteArrayOutputStream();
            }

            @Override
            public byte[] getSignature() {
                return signature.clone();
            }
        };
    }
}
