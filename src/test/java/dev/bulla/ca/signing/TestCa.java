/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import dev.bulla.ca.testing.TestKey;
import dev.bulla.ca.testing.TestKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA certificate with its key, right in every way except for what a test changes. Built by Bouncy Castle. */
record TestCa(X509Certificate certificate, TestKey key, X500Name name) {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** What a certificate says about itself. */
    record Facts(
            String name,
            TestKey key,
            Instant start,
            Instant end,
            Optional<BasicConstraints> constraints,
            Optional<Integer> usage,
            List<KeyPurposeId> purposes,
            String signature) {

        Facts named(String other) {
            return new Facts(other, key, start, end, constraints, usage, purposes, signature);
        }

        Facts withKey(TestKey other) {
            return new Facts(name, other, start, end, constraints, usage, purposes, signature);
        }

        Facts valid(Instant from, Instant until) {
            return new Facts(name, key, from, until, constraints, usage, purposes, signature);
        }

        Facts constrained(BasicConstraints other) {
            return new Facts(name, key, start, end, Optional.ofNullable(other), usage, purposes, signature);
        }

        Facts used(Integer other) {
            return new Facts(name, key, start, end, constraints, Optional.ofNullable(other), purposes, signature);
        }

        Facts serving(KeyPurposeId... others) {
            return new Facts(name, key, start, end, constraints, usage, List.of(others), signature);
        }

        Facts signedWith(String algorithm) {
            return new Facts(name, key, start, end, constraints, usage, purposes, algorithm);
        }
    }

    private static Facts right(String name) {
        return new Facts(
                name,
                TestKeys.p256(),
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(100)),
                Optional.of(new BasicConstraints(1)),
                Optional.of(KeyUsage.keyCertSign | KeyUsage.cRLSign),
                List.of(),
                "SHA256withECDSA");
    }

    static TestCa root(UnaryOperator<Facts> change) {
        var facts = change.apply(right("root"));
        return issued(
                facts,
                facts.key(),
                new X500Name("CN=" + facts.name()),
                facts.key().usualAlgorithm());
    }

    static TestCa root() {
        return root(facts -> facts);
    }

    /** A CA below this one, for signing code. */
    TestCa below(UnaryOperator<Facts> change) {
        var facts = change.apply(
                right("intermediate").constrained(new BasicConstraints(0)).serving(KeyPurposeId.id_kp_codeSigning));
        return issued(facts, key, name, facts.signature());
    }

    TestCa below() {
        return below(facts -> facts);
    }

    private static TestCa issued(Facts facts, TestKey issuer, X500Name issuerName, String algorithm) {
        var name = new X500Name("CN=" + facts.name());
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuerName,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(facts.start()),
                    Date.from(facts.end()),
                    name,
                    facts.key().publicKey());
            if (facts.constraints().isPresent()) {
                builder.addExtension(
                        Extension.basicConstraints, true, facts.constraints().get());
            }
            if (facts.usage().isPresent()) {
                builder.addExtension(
                        Extension.keyUsage, true, new KeyUsage(facts.usage().get()));
            }
            if (!facts.purposes().isEmpty()) {
                var purposes = facts.purposes().toArray(KeyPurposeId[]::new);
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            var signer = new JcaContentSignerBuilder(algorithm)
                    .setProvider(new BouncyCastleProvider())
                    .build(issuer.privateKey());
            return new TestCa(
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer)), facts.key(), name);
        } catch (IOException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<X509Certificate> chain(TestCa... cas) {
        return Stream.of(cas).map(TestCa::certificate).toList();
    }

    static String pem(TestCa... cas) {
        return Stream.of(cas).map(TestCa::block).collect(Collectors.joining());
    }

    private String block() {
        try {
            return TestKey.pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    String keyPem() {
        return TestKey.pem("PRIVATE KEY", key.privateKey().getEncoded());
    }
}
