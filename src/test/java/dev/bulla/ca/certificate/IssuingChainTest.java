/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.KeyKind;
import dev.bulla.ca.testing.TestAuthority;
import dev.bulla.ca.x509.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IssuingChainTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
    private static final Crypto CRYPTO = Crypto.fastest();

    private final TestAuthority.Plan plan = new TestAuthority.Plan(KeyKind.P256, FROM, TO);

    @ParameterizedTest
    @EnumSource
    void signsAsItsKeyCallsFor(KeyKind kind) throws IOException {
        // when
        var algorithm = TestAuthority.of(kind, FROM, CRYPTO).chain().algorithm();

        // then
        assertThat(algorithm.jcaName()).isEqualTo(kind.signature());
        assertThat(algorithm.identifier())
                .isEqualTo(new DefaultSignatureAlgorithmIdentifierFinder()
                        .find(kind.signature())
                        .getEncoded(ASN1Encoding.DER));
    }

    @Test
    void copiesTheNameOfTheCaToTheByte() throws GeneralSecurityException, IOException {
        // given
        var odd = new X500Name(new RDN[] {
            new RDN(new AttributeTypeAndValue[] {
                new AttributeTypeAndValue(BCStyle.O, new DERPrintableString("odd")),
                new AttributeTypeAndValue(BCStyle.CN, new DERT61String("types of text"))
            })
        });

        // when
        var chain = plan.named(odd).make(CRYPTO).chain();

        // then
        var issuing = new JcaX509CertificateHolder(chain.certificates().getFirst());
        assertThat(chain.subject().array()).isEqualTo(issuing.getSubject().getEncoded(ASN1Encoding.DER));
    }

    @Test
    void copiesEvenAnUnusualKeyIdentifier() {
        // given
        var chain = plan.keyIdentifier(new byte[] {1, 2, 3}).make(CRYPTO).chain();

        // then
        assertThat(chain.keyIdentifier()).contains(Bytes.of(new byte[] {1, 2, 3}));
        assertThat(HexFormat.of().formatHex(firstCertificateUnder(chain)))
                .contains("0603551d230407" + "30058003010203");
    }

    @Test
    void namesNoKeyWhereTheCaDoesNot() {
        // given
        var chain = plan.keyIdentifier(new byte[0]).make(CRYPTO).chain();

        // then
        assertThat(chain.keyIdentifier()).isEmpty();
        assertThat(HexFormat.of().formatHex(firstCertificateUnder(chain))).doesNotContain("0603551d23");
    }

    @Test
    void knowsItsKeyByTheHashThatLogsUse() throws GeneralSecurityException {
        // given
        var chain = plan.make(CRYPTO).chain();

        // then
        var key = chain.certificates().getFirst().getPublicKey().getEncoded();
        assertThat(chain.keyHash().toBytes())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(key));
    }

    @Test
    void lastsFromTheLatestBeginningToTheEarliestEnd() {
        // given
        var chain = plan.rootFrom(FROM.plusSeconds(5), TO.minusSeconds(7))
                .make(CRYPTO)
                .chain();

        // then
        assertThat(chain.start()).isEqualTo(FROM.plusSeconds(5));
        assertThat(chain.end()).isEqualTo(TO.minusSeconds(7));
    }

    @Test
    void writesItsCertificatesForAnswersAndForBundles() throws GeneralSecurityException {
        // given
        var chain = plan.make(CRYPTO).chain();

        // then
        assertThat(chain.pem()).hasSize(2).noneMatch(pem -> pem.endsWith("\n"));
        assertThat(chain.bundlePem()).hasSize(2).allMatch(pem -> pem.endsWith("-----END CERTIFICATE-----\n"));
        assertThat(chain.encoded().getLast().array())
                .isEqualTo(chain.certificates().getLast().getEncoded());
    }

    @Test
    void isNeitherEmptyNorEndless() {
        // given
        var one = plan.make(CRYPTO).chain().certificates().getFirst();

        // then
        assertRefused(List.of());
        assertRefused(Collections.nCopies(11, one));
        assertThat(new IssuingChain(Collections.nCopies(10, one), CRYPTO).pem()).hasSize(10);
    }

    @Test
    void hasAKeyOfAKindThatWeSignWith() throws GeneralSecurityException {
        // given
        var generator = Crypto.bouncyCastle().keyPairGenerator("EC");
        generator.initialize(new ECGenParameterSpec("secp256k1"));
        var key = Bytes.of(generator.generateKeyPair().getPublic().getEncoded());

        // then
        assertThatThrownBy(() -> IssuingAlgorithm.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a public key in none of the known forms");
    }

    private static void assertRefused(List<X509Certificate> certificates) {
        assertThatThrownBy(() -> new IssuingChain(certificates, CRYPTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chain has one to 10 certificates");
    }

    private static byte[] firstCertificateUnder(IssuingChain chain) {
        var other = BrokenCertificates.CONTENT;
        return BrokenCertificates.written(
                new CertificateContent(
                        chain,
                        other.serial(),
                        other.validity(),
                        other.publicKeyInfo(),
                        other.keyIdentifier(),
                        other.principal()),
                Tail.Poison.POISON);
    }
}
