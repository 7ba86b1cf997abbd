/*
 * Copyright 2026 The Bulla Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.bulla.ctlog.codec;

import static dev.bulla.ctlog.testing.TestAuthority.POISON;
import static dev.bulla.ctlog.testing.TestAuthority.authorityKey;
import static dev.bulla.ctlog.testing.TestAuthority.usual;
import static dev.bulla.ctlog.testing.TestAuthority.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulla.ctlog.testing.TestAuthority;
import dev.bulla.ctlog.testing.TestKeys;
import java.util.List;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** A stand-in signs the precertificate; what the final issuer would have signed must come out. */
class PreIssuerTest {
    private final TestAuthority finalIssuer = new TestAuthority(TestKeys.P256, "final issuer");
    private final Extension signsPrecertificates = TestAuthority.extension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(KeyPurposeId.getInstance(TestAuthority.oid("1.3.6.1.4.1.11129.2.4.4"))));

    @Test
    void theAuthorityKeyIsReplacedWhereItStands() {
        assertThat(finalTbs(
                        List.of(signsPrecertificates, authorityKey(1)),
                        with(with(usual(), 1, authorityKey(2)), 3, POISON)))
                .isEqualTo(expected(with(usual(), 1, authorityKey(1))));
    }

    @Test
    void theAuthorityKeyIsRemovedIfTheStandInHasNone() {
        assertThat(finalTbs(List.of(signsPrecertificates), with(with(usual(), 1, authorityKey(2)), 3, POISON)))
                .isEqualTo(expected(usual()));
    }

    @Test
    void theAuthorityKeyIsAddedLastIfThePrecertificateHasNone() {
        assertThat(finalTbs(List.of(signsPrecertificates, authorityKey(1)), with(usual(), 0, POISON)))
                .isEqualTo(expected(with(usual(), 3, authorityKey(1))));
    }

    @Test
    void withoutAnyAuthorityKeyOnlyTheIssuerChanges() {
        assertThat(finalTbs(List.of(signsPrecertificates), with(usual(), 0, POISON)))
                .isEqualTo(expected(usual()));
    }

    @Test
    void anIssuerThatDoesNotSignPrecertificatesIsNoStandIn() {
        assertThatThrownBy(() -> finalTbs(usual(), List.of(POISON)))
                .isInstanceOf(MalformedException.class)
                .hasMessage("the issuing certificate is not one that signs precertificates");
        assertThatThrownBy(() -> finalTbs(List.of(), List.of(POISON))).isInstanceOf(MalformedException.class);
    }

    @Test
    void thePoisonIsStillRequired() {
        assertThatThrownBy(() -> finalTbs(List.of(signsPrecertificates), usual()))
                .hasMessage("the precertificate has no poison");
    }

    /** What comes of a precertificate that a stand-in with the first extensions issued with the second. */
    private Bytes finalTbs(List<Extension> standIn, List<Extension> precertificate) {
        var signer = finalIssuer.renamed("a stand-in with a longer name");
        return PrecertificateSurgery.withoutPoison(
                Bytes.view(signer.certificate(precertificate)), Bytes.view(finalIssuer.certificate(standIn)));
    }

    private Bytes expected(List<Extension> extensions) {
        return Bytes.view(finalIssuer.tbs(extensions));
    }
}
