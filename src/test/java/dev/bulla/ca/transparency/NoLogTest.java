/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.certificate.LogReceipt;
import dev.bulla.ca.crypto.Crypto;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class NoLogTest {

    @Test
    void aCertificateWithoutALogSaysSo() {
        // given
        var clock = InstantSource.fixed(Instant.parse("2026-05-06T07:08:09Z"));
        var authority = new SmallAuthority(clock, Crypto.fastest());
        var precertificate = authority.precertificate();

        // when
        var receipt = NoLog.NO_LOG.submit(precertificate).get();

        // then
        assertThat(authority.certify(precertificate, receipt).receipt()).isEqualTo(LogReceipt.NotLogged.NOT_LOGGED);
    }
}
