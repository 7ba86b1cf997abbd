/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.SingleEntry;
import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LoggedEntryTest {
    private final IssuerKeyHash issuer = IssuerKeyHash.ofIssuer(SingleEntry.base64("ca"));
    private final LoggedEntry early = LoggedEntry.ofPrecertificate(SingleEntry.base64("precertificate"), issuer);
    private final LoggedEntry late = LoggedEntry.ofFinalCertificate(SingleEntry.base64("certificate"), issuer);

    @Test
    void precertificateAndCertificateAreOneEntry() {
        assertThat(early).isEqualTo(late).hasSameHashCodeAs(late);
    }

    @Test
    void theSameCertificateUnderAnotherIssuerIsAnotherEntry() {
        var other = IssuerKeyHash.ofKey(new byte[] {1});

        assertThat(LoggedEntry.ofPrecertificate(SingleEntry.base64("precertificate"), other))
                .isNotEqualTo(early);
    }

    @Test
    void theLogSignsThePublishedBytes() throws GeneralSecurityException {
        var signed = early.signedBytes(SingleEntry.TIMESTAMP, TimestampExtensions.ofLeafIndex(0));

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed)))
                .isEqualTo(SingleEntry.text("leaf.sha256"));
    }

    @Test
    void aCertificateWithoutTimestampsIsLoggedWhole() {
        // given
        var certificate = new TestAuthority(TestKeys.P256, "issuer").certificate(TestAuthority.usual());
        var entry = LoggedEntry.ofCertificate(certificate);
        var copy = certificate.clone();

        // when
        certificate[20] ^= 1;

        // then
        assertThat(entry).isEqualTo(LoggedEntry.ofCertificate(copy)).isNotEqualTo(early);
        assertThat(HexFormat.of().formatHex(entry.signedBytes(1, TimestampExtensions.NONE)))
                .isEqualTo("0000" + "0000000000000001" + "0000" + "%06x".formatted(copy.length)
                        + HexFormat.of().formatHex(copy) + "0000");
    }

    @Test
    void aPrecertificateIsNotLoggedAsACertificate() {
        assertThatThrownBy(() -> LoggedEntry.ofCertificate(SingleEntry.base64("precertificate")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("certificate: it is a precertificate");
    }

    @Test
    void aCertificateIsNotLoggedAsAPrecertificate() {
        assertThatThrownBy(() -> LoggedEntry.ofPrecertificate(SingleEntry.base64("certificate"), issuer))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("precertificate: the precertificate has no poison");
    }

    @Test
    void aCertificateWithoutTimestampsSpeaksOfNoEntry() {
        assertThatThrownBy(() -> LoggedEntry.ofFinalCertificate(SingleEntry.base64("precertificate"), issuer))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("certificate: the certificate holds no list of timestamps");
    }

    @Test
    void isPrintedWithoutItsContent() {
        assertThat(early)
                .hasToString(
                        "Precertificate[issuerKeyHash=" + SingleEntry.text("issuer.key.hash") + ", tbs=373 bytes]");
    }
}
