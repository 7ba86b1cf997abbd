/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulla.ca.crypto.Crypto;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PracticeAuthorityTest {
    private static final String POISON = "1.3.6.1.4.1.11129.2.4.3";

    private final PracticeAuthority authority = PracticeAuthority.make(Crypto.bouncyCastle(), 1200);

    @Test
    void itsPrecertificatesAreSoundAndDifferByTheirSerialNumber() throws Exception {
        var first = x509(authority.precertificate(1));
        var second = x509(authority.precertificate(2));

        first.verify(x509(authority.authority().getFirst()).getPublicKey());
        second.verify(x509(authority.authority().getFirst()).getPublicKey());
        assertThat(second.getSerialNumber().subtract(first.getSerialNumber())).isOne();
        assertThat(first.getCriticalExtensionOIDs()).contains(POISON);
        assertThat(first.getExtendedKeyUsage()).isEqualTo(List.of("1.3.6.1.5.5.7.3.3"));
    }

    @Test
    void theNumberStandsWhereItSays() throws Exception {
        var precertificate = authority.precertificate(41);
        precertificate[authority.numberAt(precertificate) + Long.BYTES - 1]++;

        assertThat(x509(precertificate).getSerialNumber())
                .isEqualTo(x509(authority.precertificate(42)).getSerialNumber());
    }

    @Test
    void anEntryTakesAboutTheSizeThatWasAskedFor() throws Exception {
        var precertificate = authority.precertificate(1);

        // A tile holds what is signed twice, and beside it fingerprints, times and lengths.
        var signed = x509(precertificate).getTBSCertificate().length;
        assertThat(precertificate.length + signed + 90).isBetween(1_150, 1_250);
    }

    private static X509Certificate x509(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
