/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca;

import dev.bulla.ca.certificate.IssuingChain;
import dev.bulla.ca.certificate.IssuingKey;
import dev.bulla.ca.config.SignerTarget;
import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.observe.Alarms;
import dev.bulla.ca.observe.Metrics;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Temporary. */
record SignerWiring(Supplier<IssuingKey> key, String fact) implements AutoCloseable {

    static SignerWiring of(SignerTarget target, Crypto crypto, InstantSource clock, Alarms alarms, Metrics metrics) {
        try {
            var g = crypto.keyPairGenerator("EC");
            g.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = g.generateKeyPair();
            var name = new X500Name("O=sigstore");
            var now = clock.instant().minus(Duration.ofDays(1));
            var b = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now),
                    Date.from(now.plus(Duration.ofDays(3650))),
                    name,
                    pair.getPublic());
            b.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
            b.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20]));
            var c = new JcaX509CertificateConverter()
                    .getCertificate(b.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
            var chain = new IssuingChain(List.of(c), crypto);
            var k = new IssuingKey() {
                @Override
                public IssuingChain chain() {
                    return chain;
                }

                @Override
                public byte[] sign(byte[] t) {
                    try {
                        var s = crypto.signature("SHA256withECDSA");
                        s.initSign(pair.getPrivate());
                        s.update(t);
                        return s.sign();
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            return new SignerWiring(() -> k, "throwaway");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {}
}
