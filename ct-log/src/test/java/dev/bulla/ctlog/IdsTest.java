/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.SingleEntry;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void theIdOfALogIsTheHashOfItsKey() {
        var id = LogId.of(SingleEntry.base64("log.key"));

        assertThat(id).hasToString(SingleEntry.text("log.id"));
        assertThat(id).isEqualTo(LogId.parse(SingleEntry.hex("log.id")));
        assertThat(id).hasSameHashCodeAs(LogId.parse(SingleEntry.hex("log.id")));
        assertThat(id.toBytes()).isEqualTo(SingleEntry.hex("log.id"));
        assertThat(id).isNotEqualTo(LogId.of(new byte[0]));
    }

    @Test
    void anIdHas32Bytes() {
        assertThatThrownBy(() -> LogId.parse(new byte[31]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("log id: 31 bytes instead of 32");
    }

    @Test
    void theIssuerKeyHashIsThatOfTheKeyInItsCertificate() {
        assertThat(IssuerKeyHash.ofIssuer(SingleEntry.base64("ca")))
                .hasToString(SingleEntry.text("issuer.key.hash"))
                .isEqualTo(IssuerKeyHash.ofIssuer(SingleEntry.base64("ca")))
                .isNotEqualTo(IssuerKeyHash.ofIssuer(SingleEntry.base64("certificate")));
    }

    @Test
    void theIssuerKeyHashTakesTheKeyAlone() {
        assertThat(IssuerKeyHash.ofKey("issuer spki".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("57f61b28fa8fe2f42c74314bff14c568ca649c07488e1b010885a6bbe95f5ad1");
    }

    @Test
    void anIssuerThatIsNoCertificateIsRefused() {
        assertThatThrownBy(() -> IssuerKeyHash.ofIssuer(new byte[] {0x30, 0x00}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("issuer: tag 30 expected at byte 0, where all ends");
    }
}
