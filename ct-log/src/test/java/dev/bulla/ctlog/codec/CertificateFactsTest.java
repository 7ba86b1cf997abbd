/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ctlog.testing.SingleEntry;
import org.bouncycastle.asn1.x509.Certificate;
import org.junit.jupiter.api.Test;

class CertificateFactsTest {

    @Test
    void findsTheEndWithoutReadingTheRest() {
        var recorded = SingleEntry.base64("precertificate");
        var end = Certificate.getInstance(recorded).getEndDate().getDate().toInstant();

        assertThat(CertificateFacts.notAfter(Bytes.view(recorded))).isEqualTo(end);
        assertThat(CertificateFacts.parse(Bytes.view(recorded)).notAfter()).isEqualTo(end);
    }
}
