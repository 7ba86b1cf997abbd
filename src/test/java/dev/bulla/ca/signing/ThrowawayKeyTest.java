/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bulla.ca.crypto.Crypto;
import dev.bulla.ca.testing.TestCrypto;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThrowawayKeyTest {
    private static final Instant LEAP_DAY = Instant.parse("2028-02-29T23:59:59.987Z");

    @ParameterizedTest
    @EnumSource
    void signsForItsCertificate(TestCrypto provider) throws GeneralSecurityException {
        // given
        var key = ThrowawayKey.make(provider.crypto(), () -> LEAP_DAY, new SecureRandom());

        // when
        var signature = key.sign(new byte[] {1, 2, 3});

        // then
        var certificate = key.chain().certificates().getFirst();
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(new byte[] {1, 2, 3});
        assertThat(verifier.verify(signature)).isTrue();
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void looksLikeTheOriginals() throws CertificateException, GeneralSecurityException {
        // when
        var chain = ThrowawayKey.make(Crypto.fastest(), () -> LEAP_DAY, new SecureRandom())
                .chain()
                .certificates();

        // then
        assertThat(chain).hasSize(1);
        var certificate = new JcaX509CertificateHolder(chain.getFirst());
        // C, ST, L, street, postalCode, O: PrintableStrings, one in each RDN
        assertThat(HexFormat.of()
                        .formatHex(chain.getFirst().getSubjectX500Principal().getEncoded()))
                .isEqualTo("3068310c300a06035504061303555341310b3009060355040813025741"
                        + "3111300f060355040713084b69726b6c616e64"
                        + "31153013060355040913" + "0c" + "3736372036746820537420" + "53"
                        + "310e300c060355041113053938303333"
                        + "3111300f060355040a130873696773746f7265");
        assertThat(certificate.getIssuer()).isEqualTo(certificate.getSubject());
        assertThat(certificate.getNotBefore()).isEqualTo("2028-02-29T23:59:59Z");
        assertThat(certificate.getNotAfter()).isEqualTo("2038-02-28T23:59:59Z");
        assertThat(extensions(certificate.getExtensions()))
                .containsExactly(
                        // keyUsage: keyCertSign and cRLSign
                        "2.5.29.15 critical 03020106",
                        // basicConstraints: CA, path length 1
                        "2.5.29.19 critical 30060101ff020101",
                        "2.5.29.14 0414" + identifier(certificate));
        assertThat(certificate.getSerialNumber().bitLength()).isBetween(100, 160);
    }

    private static Stream<String> extensions(Extensions extensions) {
        return Arrays.stream(extensions.getExtensionOIDs())
                .map(extensions::getExtension)
                .map(ThrowawayKeyTest::line);
    }

    private static String line(Extension extension) {
        return extension.getExtnId()
                + (extension.isCritical() ? " critical " : " ")
                + HexFormat.of().formatHex(extension.getExtnValue().getOctets());
    }

    private static String identifier(JcaX509CertificateHolder certificate) throws GeneralSecurityException {
        var bits = certificate.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits), 0, 20);
    }
}
