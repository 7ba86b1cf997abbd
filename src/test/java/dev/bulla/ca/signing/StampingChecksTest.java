/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StampingChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final Crypto CRYPTO = Crypto.bouncyCastle();
    private static final KeyPair ROOT = KeyKind.P256.generate(CRYPTO);
    private static final KeyPair MIDDLE = KeyKind.P256.generate(CRYPTO);
    private static final KeyPair LEAF = KeyKind.P256.generate(CRYPTO);

    /** A certificate, right in every way except for what a test changes. */
    private record Plan(
            KeyPair key,
            Optional<BasicConstraints> constraints,
            int usage,
            List<KeyPurposeId> purposes,
            boolean critical,
            Instant start,
            Instant end) {
        static Plan leaf() {
            return new Plan(
                    LEAF,
                    Optional.empty(),
                    KeyUsage.digitalSignature,
                    List.of(KeyPurposeId.id_kp_timeStamping),
                    true,
                    NOW.minus(Duration.ofDays(1)),
                    NOW.plus(Duration.ofDays(1)));
        }

        static Plan authority(KeyPair key, int pathLength) {
            return new Plan(
                    key,
                    Optional.of(new BasicConstraints(pathLength)),
                    KeyUsage.keyCertSign,
                    List.of(),
                    false,
                    NOW.minus(Duration.ofDays(2)),
                    NOW.plus(Duration.ofDays(2)));
        }

        Plan key(KeyPair other) {
            return new Plan(other, constraints, usage, purposes, critical, start, end);
        }

        Plan constrained(BasicConstraints other) {
            return new Plan(key, Optional.of(other), usage, purposes, critical, start, end);
        }

        Plan used(int other) {
            return new Plan(key, constraints, other, purposes, critical, start, end);
        }

        Plan serving(boolean critical, KeyPurposeId... others) {
            return new Plan(key, constraints, usage, List.of(others), critical, start, end);
        }

        Plan valid(Instant from, Instant to) {
            return new Plan(key, constraints, usage, purposes, critical, from, to);
        }

        X509Certificate issued(String name, String issuer, KeyPair by) {
            try {
                var builder = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=" + issuer),
                        BigInteger.ONE,
                        Date.from(start),
                        Date.from(end),
                        new X500Name("CN=" + name),
                        key.getPublic());
                if (constraints.isPresent()) {
                    builder.addExtension(Extension.basicConstraints, true, constraints.get());
                }
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                if (!purposes.isEmpty()) {
                    var all = new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new));
                    builder.addExtension(Extension.extendedKeyUsage, critical, all);
                }
                var signer = new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(CRYPTO.complete())
                        .build(by.getPrivate());
                return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            } catch (IOException | OperatorCreationException | CertificateException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<X509Certificate> chain(Plan leaf, Plan middle, Plan root) {
        return List.of(
                leaf.issued("leaf", "middle", MIDDLE),
                middle.issued("middle", "root", ROOT),
                root.issued("root", "root", ROOT));
    }

    private static List<X509Certificate> chain(Plan leaf) {
        return chain(leaf, Plan.authority(MIDDLE, 0), Plan.authority(ROOT, 1));
    }

    @Test
    void acceptsAnOrdinaryChainWithAnIntermediateAndWithout() {
        assertThatCode(() -> StampingChecks.require(chain(Plan.leaf()), NOW)).doesNotThrowAnyException();
        var direct = List.of(
                Plan.leaf().issued("leaf", "root", ROOT),
                Plan.authority(ROOT, 0).issued("root", "root", ROOT));
        assertThatCode(() -> StampingChecks.require(direct, NOW)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"P521", "RSA", "ED25519"})
    void refusesKeysThatClientsDoNotTake(KeyKind kind) {
        refuses(chain(Plan.leaf().key(kind.generate(CRYPTO))), "not on P-256 or P-384");
    }

    static Stream<List<Object>> wrongLeaves() {
        var leaf = Plan.leaf();
        var stamps = KeyPurposeId.id_kp_timeStamping;
        return Stream.of(
                List.of(leaf.constrained(new BasicConstraints(true)), "is a CA"),
                List.of(leaf.serving(false, stamps), "not critical"),
                List.of(leaf.serving(true, stamps, KeyPurposeId.id_kp_codeSigning), "not for time stamping alone"),
                List.of(leaf.serving(true, KeyPurposeId.id_kp_codeSigning), "not for time stamping alone"),
                List.of(leaf.serving(true), "not for time stamping alone"),
                List.of(leaf.used(KeyUsage.keyEncipherment), "key usage"),
                List.of(leaf.used(KeyUsage.digitalSignature | KeyUsage.keyCertSign), "key usage"),
                List.of(leaf.valid(NOW.minusSeconds(9), NOW.minusSeconds(1)), "expired"),
                List.of(leaf.valid(NOW.plusSeconds(1), NOW.plusSeconds(9)), "not yet valid"));
    }

    @ParameterizedTest
    @MethodSource("wrongLeaves")
    void refusesALeafThatClientsWouldNot(List<Object> wrong) {
        refuses(chain((Plan) wrong.get(0)), (String) wrong.get(1));
    }

    @Test
    void refusesAChainThatVerifiersCannotFollowAsItIsListed() {
        var chain = chain(Plan.leaf());

        refuses(List.of(chain.getFirst()), "at least two");
        refuses(List.of(chain.get(0), chain.get(2), chain.get(1)), "not issued by the one behind it");
        refuses(List.of(chain.get(0), chain.get(1)), "not issued by the one behind it");
        refuses(
                List.of(chain.get(0), Plan.authority(LEAF, 0).issued("middle", "root", ROOT), chain.get(2)),
                "signature does not verify");
    }

    @Test
    void refusesAuthoritiesThatMayNotStandThere() {
        var leaf = Plan.leaf();
        var middle = Plan.authority(MIDDLE, 0);
        var root = Plan.authority(ROOT, 1);

        refuses(chain(leaf, middle.constrained(new BasicConstraints(false)), root), "cannot sign this kind");
        refuses(chain(leaf, middle.serving(false, KeyPurposeId.id_kp_codeSigning), root), "incompatible key usage");
        refuses(chain(leaf, middle, Plan.authority(ROOT, 0)), "path length");
        refuses(chain(leaf, middle.valid(NOW.minusSeconds(9), NOW.minusSeconds(1)), root), "expired");
        assertThatCode(() -> StampingChecks.require(
                        chain(
                                leaf,
                                middle.serving(false, KeyPurposeId.id_kp_codeSigning, KeyPurposeId.id_kp_timeStamping),
                                root.serving(false, KeyPurposeId.anyExtendedKeyUsage)),
                        NOW))
                .doesNotThrowAnyException();
    }

    private static void refuses(List<X509Certificate> chain, String finding) {
        assertThatThrownBy(() -> StampingChecks.require(new ArrayList<>(chain), NOW))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(finding);
    }
}
