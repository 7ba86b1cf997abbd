/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static dev.bulla.ctlog.testing.TestAuthority.POISON;
import static dev.bulla.ctlog.testing.TestAuthority.authorityKey;
import static dev.bulla.ctlog.testing.TestAuthority.timestampList;
import static dev.bulla.ctlog.testing.TestAuthority.usual;
import static dev.bulla.ctlog.testing.TestAuthority.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every result is compared with what another encoder writes when the extension is not there to begin with. */
class PrecertificateSurgeryTest {
    private static final byte[] TLS_LIST = new byte[130];

    private final TestAuthority authority = new TestAuthority(TestKeys.P256, "issuer");

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "RSA_2048"})
    void precertificateAndCertificateLeaveTheSame(TestKeys kind) {
        // given
        var issuer = new TestAuthority(kind, "issuer");
        var extensions = with(usual(), 2, authorityKey(7));

        // when
        var early = PrecertificateSurgery.withoutPoison(certificate(issuer, with(extensions, 4, POISON)));
        var late = PrecertificateSurgery.withoutTimestampList(
                certificate(issuer, with(extensions, 4, timestampList(TLS_LIST))));

        // then
        assertThat(early).isEqualTo(late).isEqualTo(Bytes.view(issuer.tbs(extensions)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void thePoisonIsFoundAnywhere(int place) {
        var precertificate = certificate(authority, with(usual(), place, POISON));

        assertThat(PrecertificateSurgery.withoutPoison(precertificate)).isEqualTo(Bytes.view(authority.tbs(usual())));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theTimestampListIsFoundAnywhere(int place) {
        var certificate = certificate(authority, with(usual(), place, timestampList(TLS_LIST)));

        assertThat(PrecertificateSurgery.withoutTimestampList(certificate))
                .isEqualTo(Bytes.view(authority.tbs(usual())));
        assertThat(PrecertificateSurgery.timestampList(certificate)).contains(Bytes.view(TLS_LIST));
    }

    @Test
    void anEmptyListOfExtensionsDisappears() {
        var precertificate = certificate(authority, List.of(POISON));

        assertThat(PrecertificateSurgery.withoutPoison(precertificate)).isEqualTo(Bytes.view(authority.tbs(List.of())));
    }

    /** The lengths of the list, of the field and of the whole grow a byte at different sizes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 90, 100, 103, 105, 110, 120, 225, 230, 235, 240, 65_000, 65_500, 65_520, 65_530, 65_536})
    void lengthsAreRightWhereTheirFormChanges(int size) {
        var extensions = List.of(new Extension(TestAuthority.oid("1.2.3.4"), false, new byte[size]));
        var precertificate = certificate(authority, with(extensions, 1, POISON));

        assertThat(PrecertificateSurgery.withoutPoison(precertificate))
                .isEqualTo(Bytes.view(authority.tbs(extensions)));
    }

    @Test
    void whatIsNotTheExtensionKeepsEvenAnOddEncoding() {
        // given a flag that says "not critical", which is the default and should not be written
        var odd = new Extension(TestAuthority.oid("1.2.3"), true, new byte[] {1});
        UnaryOperator<byte[]> lowered = der ->
                HexFormat.of().parseHex(HexFormat.of().formatHex(der).replace("06022a030101ff", "06022a03010100"));
        var precertificate = lowered.apply(authority.certificate(List.of(odd, POISON)));

        // when
        var tbs = PrecertificateSurgery.withoutPoison(Bytes.view(precertificate));

        // then
        assertThat(tbs).isEqualTo(Bytes.view(lowered.apply(authority.tbs(List.of(odd)))));
        assertThat(tbs).isNotEqualTo(Bytes.view(authority.tbs(List.of(odd))));
    }

    @Test
    void aCertificateWithoutPoisonIsNoPrecertificate() {
        refuses(usual(), "the precertificate has no poison");
    }

    @Test
    void aCertificateWithoutExtensionsIsNoPrecertificate() {
        refuses(List.of(), "the precertificate has no poison");
    }

    @Test
    void twoPoisonsAreRefused() {
        refuses(List.of(POISON, POISON), "the poison stands in the certificate 2 times");
    }

    @Test
    void aPoisonThatMayBeIgnoredIsRefused() {
        refuses(List.of(poison(false, 0x05, 0x00)), "the poison is not critical");
    }

    @Test
    void aPoisonOfAnotherValueIsRefused() {
        refuses(List.of(poison(true, 0x04, 0x00)), "the poison's value is not NULL");
        refuses(List.of(poison(true)), "the poison's value is not NULL");
        refuses(List.of(poison(true, 0x05, 0x00, 0x00)), "the poison's value is not NULL");
    }

    @Test
    void aFlagThatIsNeitherTrueNorFalseInDerIsNotCritical() {
        var precertificate = HexFormat.of()
                .parseHex(HexFormat.of()
                        .formatHex(authority.certificate(List.of(POISON)))
                        .replace("d6790204030101ff", "d679020403010101"));

        assertThatThrownBy(() -> PrecertificateSurgery.withoutPoison(Bytes.view(precertificate)))
                .hasMessage("the poison is not critical");
    }

    @Test
    void twoTimestampListsAreRefused() {
        var certificate = certificate(authority, List.of(timestampList(TLS_LIST), timestampList(TLS_LIST)));

        assertThatThrownBy(() -> PrecertificateSurgery.withoutTimestampList(certificate))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> PrecertificateSurgery.timestampList(certificate))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aCertificateMayHoldNoTimestampList() {
        var certificate = certificate(authority, usual());

        assertThat(PrecertificateSurgery.timestampList(certificate)).isEmpty();
        assertThatThrownBy(() -> PrecertificateSurgery.withoutTimestampList(certificate))
                .hasMessage("the certificate holds no list of timestamps");
    }

    @Test
    void aTimestampListIsWrappedTwice() {
        var once = new Extension(TestAuthority.oid("1.3.6.1.4.1.11129.2.4.2"), false, TLS_LIST);

        assertThatThrownBy(() -> PrecertificateSurgery.timestampList(certificate(authority, List.of(once))))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void tellsPrecertificatesFromCertificates() {
        assertThat(PrecertificateSurgery.isPoisoned(certificate(authority, with(usual(), 1, POISON))))
                .isTrue();
        assertThat(PrecertificateSurgery.isPoisoned(certificate(authority, usual())))
                .isFalse();
    }

    @Test
    void findsThePublicKeyAsItIsEncoded() throws IOException {
        var der = authority.certificate(usual());

        assertThat(PrecertificateSurgery.subjectPublicKeyInfo(Bytes.view(der)).toArray())
                .isEqualTo(
                        Certificate.getInstance(der).getSubjectPublicKeyInfo().getEncoded());
    }

    @Test
    void nothingMayFollowACertificate() {
        var der = authority.certificate(List.of(POISON));

        assertThatThrownBy(() -> PrecertificateSurgery.withoutPoison(Bytes.view(Arrays.copyOf(der, der.length + 1))))
                .hasMessageStartingWith("1 bytes too many");
    }

    @Test
    void aCertificateLargerThanAnyLogTakesIsNotEvenRead() {
        assertThatThrownBy(() -> PrecertificateSurgery.withoutPoison(Bytes.view(new byte[(1 << 20) + 1])))
                .hasMessage("a certificate of 1048577 bytes");
    }

    private void refuses(List<Extension> extensions, String complaint) {
        assertThatThrownBy(() -> PrecertificateSurgery.withoutPoison(certificate(authority, extensions)))
                .isInstanceOf(MalformedException.class)
                .hasMessage(complaint);
    }

    private static Extension poison(boolean critical, int... value) {
        var bytes = new byte[value.length];
        for (var i = 0; i < value.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return new Extension(POISON.getExtnId(), critical, bytes);
    }

    private static Bytes certificate(TestAuthority issuer, List<Extension> extensions) {
        return Bytes.view(issuer.certificate(extensions));
    }
}
