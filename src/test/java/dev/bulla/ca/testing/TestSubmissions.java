/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.testing;

import dev.bulla.ca.crypto.Crypto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Final certificates with those above them, as an authority submits them to a log. */
public final class TestSubmissions {
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TestAuthority authority;
    private final Instant now;
    private final SubjectPublicKeyInfo subject;

    private TestSubmissions(TestAuthority authority, Instant now, SubjectPublicKeyInfo subject) {
        this.authority = authority;
        this.now = now;
        this.subject = subject;
    }

    public static TestSubmissions of(Crypto crypto) {
        var now = Instant.now();
        var key = KeyKind.P256.generate(crypto).getPublic();
        return new TestSubmissions(
                TestAuthority.of(KeyKind.P256, now, crypto), now, SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    /** The root, in PEM. */
    public String rootPem() {
        return TestKey.pem("CERTIFICATE", authority.chain().encoded().getLast().array());
    }

    /** The certificate with this number, its authority and the root. */
    public List<byte[]> chain(long number) {
        var above = authority.chain().encoded();
        return List.of(
                certificate(number), above.getFirst().array(), above.getLast().array());
    }

    /** The same as the body of a request. */
    public String body(long number) {
        return chain(number).stream()
                .map(Base64.getEncoder()::encodeToString)
                .collect(Collectors.joining("\",\"", "{\"chain\":[\"", "\"]}"));
    }

    private byte[] certificate(long number) {
        try {
            var issuer = authority.chain().certificates().getFirst().getSubjectX500Principal();
            var builder = new X509v3CertificateBuilder(
                    X500Name.getInstance(issuer.getEncoded()),
                    BigInteger.valueOf(1_000_000 + number),
                    Date.from(now),
                    Date.from(now.plus(LIFETIME)),
                    new X500Name("CN=submission " + number),
                    subject);
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
            return builder.build(new Signing(new ByteArrayOutputStream())).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    private final class Signing implements ContentSigner {
        private final ByteArrayOutputStream content;

        Signing(ByteArrayOutputStream content) {
            this.content = content;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            return authority.sign(content.toByteArray());
        }
    }
}
